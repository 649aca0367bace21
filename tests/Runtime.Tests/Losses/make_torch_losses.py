#!/usr/bin/env python3
"""Writes PyTorch's losses, and their gradients by the outputs, of a few random rows as JSON to standard output.

Needs PyTorch 1.10 or newer. Outputs, targets and options are float32 numbers, everything else is computed in float64. Each case: the loss's name
and options, outputs, targets [rows, width] (class indices as one-hot rows), and with PyTorch's default reduction ("mean") the loss and its gradient.
"""
import json
import torch
from torch.nn.functional import one_hot

ROWS, WIDTH = 7, 4


def floats(tensor):
    return [float(v) for v in tensor.flatten()]


def case(name, module, outputs, targets, shown, **options):
    y = outputs.clone().requires_grad_()
    loss = module(y, targets)
    loss.backward()
    return dict(name=name, rows=ROWS, width=WIDTH, **options, outputs=floats(outputs), targets=floats(shown), loss=loss.item(), gradient=floats(y.grad))


def main():
    torch.manual_seed(1)
    single = lambda t: t.float().double()
    outputs = single(torch.randn(ROWS, WIDTH) * 2)
    values = single(torch.randn(ROWS, WIDTH) * 2)
    labels = torch.randint(WIDTH, (ROWS,))
    hot = one_hot(labels, WIDTH).double()
    shares = single(torch.softmax(torch.randn(ROWS, WIDTH), 1))
    weights = single(torch.tensor([0.25, 3.0, 0.0, 1.5]))
    cases = [case("Huber", torch.nn.HuberLoss(delta=d), outputs, values, values, delta=d) for d in (0.25, 1.0, 2.5)]
    for smoothing in (0.0, 0.125):
        for weight in (None, weights):
            module = torch.nn.CrossEntropyLoss(weight=weight, label_smoothing=smoothing)
            options = dict(smoothing=smoothing, weights=[] if weight is None else floats(weight))
            cases.append(case("CrossEntropy", module, outputs, labels, hot, indices=True, **options))
            cases.append(case("CrossEntropy", module, outputs, shares, shares, indices=False, **options))
    print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")


main()
