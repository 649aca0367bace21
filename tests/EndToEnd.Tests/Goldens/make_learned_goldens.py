#!/usr/bin/env python3
"""Writes PyTorch reference values for recurrent networks whose initial states are learned, as make_torch_goldens.py does for zero ones.

h0 and c0 are parameters, [layers * directions, 1, hidden], expanded over the batch, so that autograd sums their gradients over the sequences. In the
files each layer and direction has its own, h0_l0, c0_l0, h0_l0_reverse and so on. Float64 throughout.
"""
import json, sys, torch

torch.set_default_dtype(torch.float64)

def case(name, cell, I, H, T, B, O, layers, bidirectional, seed):
    g = torch.Generator().manual_seed(seed)
    net = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[cell](I, H, num_layers=layers, bidirectional=bidirectional, batch_first=True)
    D = 2 if bidirectional else 1
    head = torch.nn.Linear(D * H, O)
    kinds = ["h0", "c0"] if cell == "lstm" else ["h0"]
    initial = {kind: torch.nn.Parameter(torch.empty(D * layers, 1, H)) for kind in kinds}
    params = {**dict(net.named_parameters()), **{"head." + k: v for k, v in head.named_parameters()}}
    for p in [*params.values(), *initial.values()]: p.data = torch.empty(p.shape).uniform_(-0.6, 0.6, generator=g)
    x = torch.empty(B, T, I).normal_(generator=g).requires_grad_()
    expanded = [initial[kind].expand(-1, B, -1).contiguous() for kind in kinds]
    hidden, last = net(x, tuple(expanded) if cell == "lstm" else expanded[0])
    h_n, c_n = last if cell == "lstm" else (last, None)
    y = head(hidden)
    t = torch.empty(y.shape).uniform_(-1, 1, generator=g)
    L = torch.mean((y - t) ** 2)
    L.backward()
    f = lambda v: {"shape": list(v.shape), "data": v.detach().reshape(-1).tolist()}
    values, gradients = {k: f(v) for k, v in params.items()}, {k: f(v.grad) for k, v in params.items()}
    for place in range(D * layers):
        for kind in kinds:
            key = f"{kind}_l{place // D}" + ("_reverse" if place % D else "")
            values[key], gradients[key] = f(initial[kind][place, 0]), f(initial[kind].grad[place, 0])
    out = {"name": name, "torch": torch.__version__,
           "spec": dict(cell=cell, input=I, hidden=H, steps=T, batch=B, output=O, layers=layers, bidirectional=bidirectional, bias=True,
                        returns="sequence", loss="mse", initial=False),
           "parameters": values, "input": f(x), "hidden": f(hidden), "h_n": f(h_n), "output": f(y), "target": f(t), "loss": L.item(),
           "gradients": gradients, "input_gradient": f(x.grad)}
    if c_n is not None: out["c_n"] = f(c_n)
    return out

if __name__ == "__main__":
    sizes = dict(I=3, H=7, T=5, B=6, O=2)
    cases = {
        "gru_i3h7t5b6_learned": dict(cell="gru", layers=1, bidirectional=False),
        "lstm_i3h7t5b6_layers2_bidirectional_learned": dict(cell="lstm", layers=2, bidirectional=True),
    }
    for i, (name, args) in enumerate(cases.items()):
        with open(f"{sys.argv[1]}/{name}.json", "w") as file: json.dump(case(name, seed=3000 + i, **sizes, **args), file)
