"""PyTorch as a peer: reads one JSON object a line, answers with one a line, and measures itself.

load     takes up a problem; floats travel as base64 of little-endian float32
compute  answers the outputs, of a stream after each of its inputs, or the parameters after one step of gradient descent
repeat   makes calls and answers their processor time in seconds
"""

import array
import base64
import json
import os
import re
import sys
import time

import torch

CELLS = {"elman": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


def decode(text, *shape):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float32).reshape(shape).clone()


def encode(tensor):
    return base64.b64encode(array.array("f", tensor.reshape(-1).tolist())).decode("ascii")


class Network(torch.nn.Module):
    """A recurrent layer and a dense head of one, over [steps, batch, input]."""

    def __init__(self, cell, inputs, hidden):
        super().__init__()
        self.layer = CELLS[cell](inputs, hidden)
        self.head = torch.nn.Linear(hidden, 1)

    def forward(self, x, state=None):
        outputs, state = self.layer(x, state)
        return self.head(outputs[-1]), state


class Inference:
    def __init__(self, problem):
        self.network = make_network(problem).eval()
        self.x = make_inputs(problem)

    def compute(self):
        with torch.inference_mode():
            return self.network(self.x)[0]

    def repeat(self, calls):
        with torch.inference_mode():
            start = time.process_time()
            for _ in range(calls):
                self.network(self.x)
            return time.process_time() - start


class Stream:
    def __init__(self, problem):
        self.network = make_network(problem).eval()
        self.xs = list(make_inputs(problem).split(1))
        self.state = None

    def compute(self):
        self.state = None
        outputs = []
        with torch.inference_mode():
            for x in self.xs:
                output, self.state = self.network(x, self.state)
                outputs.append(output)
        return torch.cat(outputs)

    def repeat(self, calls):
        count = len(self.xs)
        with torch.inference_mode():
            start = time.process_time()
            for call in range(calls):
                _, self.state = self.network(self.xs[call % count], self.state)
            return time.process_time() - start


class Training:
    def __init__(self, problem):
        self.problem = problem
        self.x = make_inputs(problem)
        self.targets = decode(problem["targets"], problem["batch"], 1)
        self.loss = torch.nn.MSELoss()
        self.start(problem["measured_rate"])

    def start(self, rate):
        self.network = make_network(self.problem).train()
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=rate)

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.network(self.x)[0], self.targets).backward()
        self.optimizer.step()

    def compute(self):
        self.start(self.problem["checked_rate"])
        self.step()
        changed = torch.cat([parameter.detach().reshape(-1) for parameter in self.network.parameters()])
        self.start(self.problem["measured_rate"])
        return changed

    def repeat(self, calls):
        start = time.process_time()
        for _ in range(calls):
            self.step()
        return time.process_time() - start


def make_network(problem):
    network = Network(problem["cell"], problem["input"], problem["hidden"])
    values = decode(problem["parameters"], -1)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(values[: parameter.numel()].reshape(parameter.shape))
            values = values[parameter.numel():]
    return network


def make_inputs(problem):
    return decode(problem["inputs"], problem["steps"], problem["batch"], problem["input"])


def blas():
    """The BLAS that matrix products go to. Debian's torch takes the system's, which may be the reference, ten times slower than OpenBLAS."""
    if torch.backends.mkl.is_available():
        return "MKL"
    torch.ones(64, 64) @ torch.ones(64, 64)
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            paths = {line.split()[-1] for line in maps if re.search(r"/lib[^/]*blas[^/]*\.so", line)}
    except OSError:
        return "a BLAS of its own choice"
    return ", ".join(sorted(os.path.basename(path) for path in paths))


def main():
    torch.set_num_threads(1)
    runs = {"inference": Inference, "stream": Stream, "training": Training}
    run = None
    print(json.dumps({"version": f"{torch.__version__} with {blas()}"}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "load":
            run = runs[request["kind"]](request)
            answer = {}
        elif request["do"] == "compute":
            answer = {"values": encode(run.compute())}
        else:
            answer = {"seconds": run.repeat(request["calls"])}
        print(json.dumps(answer), flush=True)


main()
