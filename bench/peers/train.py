"""One process of PyTorch: trains a model by plain SGD for as long as it is told (see serve.ts).

    python train.py '{"model": …, "batchSize": 50, "data": "folder", "arrangement": "loop"}'

`loop` is what a user writes: all threads, images in PyTorch's layout. Batches are index_selected from
tensors; a DataLoader takes a little longer (docs/bench.md). `best` is one thread of several processes,
convolutions with the channels last, and the fused SGD.
"""

import json
import resource
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

from models import build


def load(folder, channels_last):
    """Images as PyTorch takes them, [N, channels, height, width], and labels."""
    with open(f"{folder}/shape.json") as file:
        shape = json.load(file)
    images = torch.from_numpy(np.fromfile(f"{folder}/images", np.float32).reshape(-1, *shape))
    labels = torch.from_numpy(np.fromfile(f"{folder}/labels", np.int32).astype(np.int64))
    images = images.permute(0, 3, 1, 2)
    return images if channels_last else images.contiguous(), labels


def batches(images, labels, size):
    """Endless epochs; a batch is the next `size` examples, over the end of an epoch too."""
    order = torch.randperm(len(labels))
    while True:
        while len(order) < size:
            order = torch.cat([order, torch.randperm(len(labels))])
        chosen, order = order[:size], order[size:]
        yield images[chosen], labels[chosen]


def trainer(model, optimizer, images, labels, size):
    """A function that takes one step."""
    stream = batches(images, labels, size)

    def step():
        inputs, targets = next(stream)
        optimizer.zero_grad()
        F.cross_entropy(model(inputs), targets).backward()
        optimizer.step()

    return step


def serve(step, size):
    print("ready", flush=True)
    for line in sys.stdin:
        start, done = time.perf_counter(), 0
        while time.perf_counter() - start < float(line):
            step()
            done += size
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(done, seconds, peak, flush=True)


def main():
    given = json.loads(sys.argv[1])
    best = given["arrangement"] == "best"
    if best:
        torch.set_num_threads(1)
    torch.manual_seed(1)
    images, labels = load(given["data"], best)
    model = build(given["model"], images[0].numel())
    if best:
        model = model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, fused=best)
    step = trainer(model, optimizer, images, labels, given["batchSize"])
    step()
    serve(step, given["batchSize"])


if __name__ == "__main__":
    main()
