#!/usr/bin/env python3
"""Writes PyTorch reference values for recurrent networks in training with dropout, as make_torch_goldens.py does without.

torch.nn draws a mask for every step and has none on the recurrence, so the cells are written out here, in torch.nn's equations, with the masks
in them; without masks they are checked against torch.nn. Autograd differentiates them. Float64 throughout.

A mask has one element a unit for all steps of a sequence: 0 with probability p, else 1 / (1 - p). Its elements are numbers 0, 1, ... of the
generator SplitMix64, scaled to [0, 1) and compared with p. The generator's seed is number s of the seed that is number 3 l + k of the seed of
the batch: s the sequence, l the layer, k 0 for what the layer reads of the one below, and 1 for its hidden state on the way into the recurrent
products. Elsewhere the hidden state (z * h of a GRU) is whole.
"""
import json, sys, torch

torch.set_default_dtype(torch.float64)
BITS = (1 << 64) - 1

def number(seed, n):
    z = (seed + 0x9E3779B97F4A7C15 * (n + 1)) & BITS
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & BITS
    return z ^ (z >> 31)

def masks(seed, place, batch, width, p):
    keys = [number(number(seed, place), sequence) for sequence in range(batch)]
    return torch.tensor([[0.0 if (number(key, unit) >> 11) / (1 << 53) < p else 1 / (1 - p) for unit in range(width)] for key in keys])

def lstm(x, h, c, hd, w_ih, w_hh, b_ih, b_hh):
    i, f, g, o = (x @ w_ih.T + b_ih + hd @ w_hh.T + b_hh).chunk(4, 1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c

def gru(x, h, c, hd, w_ih, w_hh, b_ih, b_hh):
    zr, zz, zn = (x @ w_ih.T + b_ih).chunk(3, 1)
    ur, uz, un = (hd @ w_hh.T + b_hh).chunk(3, 1)
    r, z = torch.sigmoid(zr + ur), torch.sigmoid(zz + uz)
    return (1 - z) * torch.tanh(zn + r * un) + z * h, c

def run(step, params, x, h0, c0, layers, seed, dropout, recurrent):
    B, T, H = x.shape[0], x.shape[1], h0.shape[2]
    h_n, c_n = [], []
    for l in range(layers):
        weights = [params[f"{k}_l{l}"] for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        if l > 0: x = x * masks(seed, 3 * l, B, H, dropout)[:, None]
        mask, h, c, outputs = masks(seed, 3 * l + 1, B, H, recurrent), h0[l], c0[l], []
        for t in range(T):
            h, c = step(x[:, t], h, c, h * mask, *weights)
            outputs.append(h)
        x = torch.stack(outputs, 1); h_n.append(h); c_n.append(c)
    return x, torch.stack(h_n), torch.stack(c_n)

def case(name, cell, I, H, T, B, O, layers, dropout, recurrent, dropout_seed, seed):
    g = torch.Generator().manual_seed(seed)
    net = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[cell](I, H, num_layers=layers, batch_first=True)
    head = torch.nn.Linear(H, O)
    params = {**dict(net.named_parameters()), **{"head." + k: v for k, v in head.named_parameters()}}
    for p in params.values(): p.data = torch.empty(p.shape).uniform_(-0.6, 0.6, generator=g)
    x = torch.empty(B, T, I).normal_(generator=g).requires_grad_()
    h0, c0 = (torch.empty(layers, B, H).uniform_(-0.8, 0.8, generator=g).requires_grad_() for _ in range(2))
    step = {"lstm": lstm, "gru": gru}[cell]
    plain, _ = net(x, (h0, c0) if cell == "lstm" else h0)
    assert torch.allclose(plain, run(step, params, x, h0, c0, layers, 0, 0.0, 0.0)[0], rtol=0, atol=1e-13)
    hidden, h_n, c_n = run(step, params, x, h0, c0, layers, dropout_seed, dropout, recurrent)
    y = head(hidden)
    t = torch.empty(y.shape).uniform_(-1, 1, generator=g)
    L = torch.mean((y - t) ** 2)
    L.backward()
    f = lambda v: {"shape": list(v.shape), "data": v.detach().reshape(-1).tolist()}
    out = {"name": name, "torch": torch.__version__,
           "spec": dict(cell=cell, input=I, hidden=H, steps=T, batch=B, output=O, layers=layers, bidirectional=False, bias=True, returns="sequence",
                        loss="mse", initial=True, dropout=dropout, recurrent_dropout=recurrent, dropout_seed=dropout_seed),
           "parameters": {k: f(v) for k, v in params.items()}, "input": f(x), "hidden": f(hidden), "h_n": f(h_n), "output": f(y),
           "target": f(t), "loss": L.item(), "gradients": {k: f(v.grad) for k, v in params.items()}, "input_gradient": f(x.grad),
           "h0": f(h0), "h0_gradient": f(h0.grad)}
    if cell == "lstm": out |= {"c_n": f(c_n), "c0": f(c0), "c0_gradient": f(c0.grad)}
    return out

if __name__ == "__main__":
    sizes = dict(I=3, H=7, T=5, B=6, O=2)
    cases = {
        "lstm_i3h7t5b6_layers2_dropout": dict(cell="lstm", layers=2, dropout=0.25, recurrent=0.0, dropout_seed=1),
        "lstm_i3h7t5b6_layers2_both": dict(cell="lstm", layers=2, dropout=0.25, recurrent=0.5, dropout_seed=2),
        "gru_i3h7t5b6_recurrent": dict(cell="gru", layers=1, dropout=0.0, recurrent=0.25, dropout_seed=3),
    }
    for i, (name, args) in enumerate(cases.items()):
        with open(f"{sys.argv[1]}/{name}.json", "w") as file: json.dump(case(name, seed=2000 + i, **sizes, **args), file)
