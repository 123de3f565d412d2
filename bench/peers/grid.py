"""The grid of E1 in PyTorch, from the start of the process to the last checkpoint.

    python grid.py '{"model": …, "cells": […], "cellImages": 12000, "data": "folder",
                     "folder": "for checkpoints", "arrangement": "loop"}'

`loop` trains one cell after the other on all threads; `best` shares the cells out to processes of one
thread, one for each core.
"""

import json
import multiprocessing
import os
import sys

import torch

from models import build
from train import load, trainer

given = json.loads(sys.argv[1])
best = given["arrangement"] == "best"


def train(index):
    cell = given["cells"][index]
    torch.manual_seed(1)
    images, labels = load(given["data"], best)
    images, labels = images[: cell["trainSize"]], labels[: cell["trainSize"]]
    model = build(given["model"], images[0].numel())
    optimizer = torch.optim.SGD(model.parameters(), lr=cell["learningRate"], fused=best)
    step = trainer(model, optimizer, images, labels, cell["batchSize"])
    for _ in range(given["cellImages"] // cell["batchSize"]):
        step()
    torch.save(model.state_dict(), f"{given['folder']}/{index}.pt")


if __name__ == "__main__":
    indices = range(len(given["cells"]))
    if best:
        torch.set_num_threads(1)
        with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
            pool.map(train, indices, chunksize=1)
    else:
        for index in indices:
            train(index)
