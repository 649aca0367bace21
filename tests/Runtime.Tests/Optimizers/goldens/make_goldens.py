"""Writes optimizers.json: parameters after each step of torch.optim's optimizers on fixed gradients.

Run: python3 make_goldens.py   (PyTorch 1.13.1, float32, CPU)
"""
import json

import torch

LENGTH = 19  # no multiple of any vector width
STEPS = 12

CASES = [
    ("Sgd", torch.optim.SGD, dict(lr=0.05)),
    ("Sgd", torch.optim.SGD, dict(lr=0.05, momentum=0.9)),
    ("Sgd", torch.optim.SGD, dict(lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.1)),
    ("RmsProp", torch.optim.RMSprop, dict(lr=0.01)),
    ("RmsProp", torch.optim.RMSprop, dict(lr=0.02, alpha=0.9, eps=1e-6, momentum=0.8, weight_decay=0.05)),
    ("RmsProp", torch.optim.RMSprop, dict(lr=0.01, momentum=0.5, centered=True)),
    ("RmsProp", torch.optim.RMSprop, dict(lr=0.01, centered=True)),
    ("Adam", torch.optim.Adam, dict(lr=0.001)),
    ("Adam", torch.optim.Adam, dict(lr=0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1)),
    ("AdamW", torch.optim.AdamW, dict(lr=0.01)),
    ("AdamW", torch.optim.AdamW, dict(lr=0.02, betas=(0.85, 0.995), weight_decay=0.2)),
]


def main():
    generator = torch.Generator().manual_seed(7)
    start = torch.randn(LENGTH, generator=generator)
    scales = 10.0 ** torch.linspace(-4, 2, LENGTH)  # from tiny to large gradients
    gradients = torch.randn(STEPS, LENGTH, generator=generator) * scales
    cases = []
    for name, optimizer_type, options in CASES:
        parameter = torch.nn.Parameter(start.clone())
        optimizer = optimizer_type([parameter], **options)
        steps = []
        for step in range(STEPS):
            if step == STEPS // 2:  # the learning rate may change between steps
                optimizer.param_groups[0]["lr"] *= 0.5
            parameter.grad = gradients[step].clone()
            optimizer.step()
            steps.append(parameter.detach().tolist())
        if "betas" in options:
            options["beta1"], options["beta2"] = options.pop("betas")
        cases.append({"optimizer": name, "options": options, "parameters": steps})
    golden = {"source": "torch.optim of PyTorch " + torch.__version__ + ", made by make_goldens.py",
              "halveRateBeforeStep": STEPS // 2,
              "start": start.tolist(), "gradients": gradients.tolist(), "cases": cases}
    with open("optimizers.json", "w", encoding="utf-8") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
