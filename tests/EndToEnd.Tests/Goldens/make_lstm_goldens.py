#!/usr/bin/env python3
"""Writes reference values for the LSTMs that torch.nn does not have, in the form of make_torch_goldens.py, into the folder given.

The forward pass is written here anew from the equations, step by step in float64; gradients are torch.autograd's. Peepholes and clipping are
those of ONNX's operator LSTM, the clipping applied to the sums of the gates and the candidate, as ONNX Runtime does; the "full" peephole is a
matrix through which the output gate alone reads the cell state before the step.

    weight_ch_l0: [3 * hidden], p_i p_f p_o ("diagonal"); [hidden, hidden], V_o ("full")
"""
import sys, torch
from make_torch_goldens import main

class Lstm(torch.nn.Module):
    def __init__(self, inputs, hidden, peepholes=None, clip=None):
        super().__init__()
        self.hidden, self.peepholes, self.clip = hidden, peepholes, clip
        shapes = dict(weight_ih_l0=(4 * hidden, inputs), weight_hh_l0=(4 * hidden, hidden), bias_ih_l0=(4 * hidden,), bias_hh_l0=(4 * hidden,))
        if peepholes: shapes["weight_ch_l0"] = (3 * hidden,) if peepholes == "diagonal" else (hidden, hidden)
        for name, shape in shapes.items(): self.register_parameter(name, torch.nn.Parameter(torch.empty(shape)))

    def clipped(self, a): return a if self.clip is None else torch.clamp(a, -self.clip, self.clip)

    def step(self, x, h, c):
        i, f, g, o = (x @ self.weight_ih_l0.T + self.bias_ih_l0 + h @ self.weight_hh_l0.T + self.bias_hh_l0).split(self.hidden, dim=1)
        if self.peepholes == "diagonal":
            p_i, p_f, p_o = self.weight_ch_l0.split(self.hidden)
            i, f = i + p_i * c, f + p_f * c
        elif self.peepholes == "full": o = o + c @ self.weight_ch_l0.T
        c = torch.sigmoid(self.clipped(f)) * c + torch.sigmoid(self.clipped(i)) * torch.tanh(self.clipped(g))
        if self.peepholes == "diagonal": o = o + p_o * c
        return torch.sigmoid(self.clipped(o)) * torch.tanh(c), c

    def forward(self, inputs, state):
        h, c = (s[0] for s in state) if state else (torch.zeros(len(inputs), self.hidden),) * 2
        hidden = []
        for x in inputs.unbind(1):
            h, c = self.step(x, h, c)
            hidden.append(h)
        return torch.stack(hidden, 1), (h[None], c[None])

def lstm(**options):
    return lambda cell, I, H, layers, bidirectional, bias, projection: Lstm(I, H, **options)

if __name__ == "__main__":
    shape = dict(cell="lstm", I=3, H=7, T=5, B=6, O=2, returns="sequence", initial=True)
    main(sys.argv[1], [
        ("lstm_i3h7t5b6_fullpeephole", dict(shape, make=lstm(peepholes="full"))),
        ("lstm_i4h17t6b2_fullpeephole_last", dict(shape, I=4, H=17, T=6, B=2, O=1, returns="last", initial=False, make=lstm(peepholes="full"))),
        ("lstm_i3h7t5b6_fullpeephole_clip", dict(shape, make=lstm(peepholes="full", clip=0.75))),
        ("lstm_i3h7t5b6_peepholes", dict(shape, make=lstm(peepholes="diagonal"))),
        ("lstm_i2h9t4b3_peepholes_clip_xent", dict(shape, I=2, H=9, T=4, B=3, O=3, loss="cross_entropy", make=lstm(peepholes="diagonal", clip=0.5))),
        ("lstm_i3h7t5b6_clip", dict(shape, make=lstm(clip=0.5))),
    ], first_seed=2000)
