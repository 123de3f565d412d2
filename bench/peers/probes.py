"""One process of PyTorch or PyHessian: probes a checkpoint for as long as it is told (see serve.ts).

    python probes.py '{"folder": …, "what": "product", "arrangement": "loop"}'

A product with the Hessian is two backward passes. `loop` is what a user writes: all threads, images
in PyTorch's layout, each product from the forward pass on. `best` is one thread of several processes,
the channels last. `kept` is `best`, and keeps the graph of the gradient from product to product.

`eigenvalue` is PyHessian's λ_max as it comes: one batch, whose gradient it keeps; power iteration
from a random vector, until two values in a row differ by less than a thousandth, 100 products at most.
The residual ‖Hv − λv‖/|λ| of the unit vector v that the first run ends with is left in the folder.
"""

import json
import sys

import numpy as np
import torch
from torch.nn import functional as F

from models import build
from train import serve


def read(folder, name, dtype=np.float32):
    return torch.from_numpy(np.fromfile(f"{folder}/{name}", dtype))


def fill(targets, numbers):
    """Takes row-major numbers in the project's layouts over into PyTorch's."""
    start = 0
    for target in targets:
        part = numbers[start : start + target.numel()]
        start += target.numel()
        shape = target.shape
        if target.dim() == 4:
            part = part.view(shape[2], shape[3], shape[1], shape[0]).permute(3, 2, 0, 1)
        elif target.dim() == 2:
            part = part.view(shape[1], shape[0]).T
        with torch.no_grad():
            target.copy_(part)
    assert start == len(numbers)


def load(folder, channels_last):
    with open(f"{folder}/checkpoint.json") as file:
        given = json.load(file)
    images = read(folder, "images").view(-1, *given["inputShape"]).permute(0, 3, 1, 2)
    labels = read(folder, "labels", np.int32).long()
    model = build(given["model"], images[0].numel())
    fill(model.parameters(), read(folder, "parameters"))
    statistics = [one for one in model.buffers() if one.dim() > 0]
    fill(statistics, read(folder, "statistics"))
    model.eval()
    if channels_last:
        return model.to(memory_format=torch.channels_last), images, labels
    return model, images.contiguous(), labels


def product(model, images, labels, keep):
    parameters = list(model.parameters())
    generator = torch.Generator().manual_seed(1)
    vector = [torch.randn(one.shape, generator=generator) for one in parameters]

    def gradient():
        loss = F.cross_entropy(model(images), labels)
        return torch.autograd.grad(loss, parameters, create_graph=True)

    def once():
        torch.autograd.grad(gradient(), parameters, vector)

    if not keep:
        return once
    kept = gradient()
    return lambda: torch.autograd.grad(kept, parameters, vector, retain_graph=True)


def eigenvalue(model, images, labels, folder):
    from pyhessian import hessian
    from pyhessian.utils import group_product, hessian_vector_product

    def once():
        model.zero_grad(set_to_none=True)
        probe = hessian(model, F.cross_entropy, data=(images, labels), cuda=False)
        return probe, probe.eigenvalues()

    probe, ((value,), (vector,)) = once()
    image = hessian_vector_product(probe.gradsH, probe.params, vector)
    rest = [a - value * b for a, b in zip(image, vector)]
    residual = group_product(rest, rest).sqrt().item() / abs(value)
    with open(f"{folder}/residual", "w") as file:
        file.write(str(residual))
    print(f"  PyHessian: λ_max {value:.5g}, residual {residual:.2g}", file=sys.stderr)
    return once


def main():
    given = json.loads(sys.argv[1])
    alone = given["arrangement"] == "loop"
    if not alone:
        torch.set_num_threads(1)
    torch.manual_seed(1)
    model, images, labels = load(given["folder"], channels_last=not alone)
    if given["what"] == "eigenvalue":
        work = eigenvalue(model, images, labels, given["folder"])
    else:
        work = product(model, images, labels, given["arrangement"] == "kept")
        work()
    serve(work, 1)


if __name__ == "__main__":
    main()
