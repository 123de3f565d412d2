"""The models of src/models as PyTorch modules, by the project's own specifications."""

from torch import nn
from torch.nn import functional as F


def mlp(spec, inputs, classes):
    layers, width = [nn.Flatten()], spec["width"]
    for _ in range(spec["depth"]):
        layers.append(nn.Linear(inputs, width, bias=not spec["batchNorm"]))
        layers += [nn.BatchNorm1d(width)] if spec["batchNorm"] else []
        layers.append(nn.ReLU())
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, classes))


def convolution(inputs, width, stride=1):
    return [nn.Conv2d(inputs, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width)]


def vgg_11(spec, values, classes):
    layers, inputs, size = [], 3, round((values / 3) ** 0.5)
    for stage in [[64], [128], [256, 256], [512, 512], [512, 512]]:
        for width in stage:
            width = max(1, round(width * spec["widthMultiplier"]))
            layers += [*convolution(inputs, width), nn.ReLU()]
            inputs = width
        # At half the resolution the last pool would have one pixel left.
        layers += [nn.MaxPool2d(2)] if size > 1 else []
        size //= 2
    layers.append(nn.Flatten())
    for _ in range(2):
        width = max(1, round(512 * spec["widthMultiplier"]))
        layers += [nn.Linear(inputs, width, bias=False), nn.BatchNorm1d(width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, classes))


class Block(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        first = [*convolution(inputs, width, stride), nn.ReLU()]
        self.residual = nn.Sequential(*first, *convolution(width, width))
        same = inputs == width and stride == 1
        self.shortcut = (
            nn.Identity() if same else nn.Conv2d(inputs, width, 1, stride, bias=False)
        )

    def forward(self, x):
        return F.relu(self.residual(x) + self.shortcut(x))


def resnet(spec, classes):
    widths = [max(1, round(width * spec["widthMultiplier"])) for width in (16, 32, 64)]
    layers, inputs = [*convolution(3, widths[0]), nn.ReLU()], widths[0]
    for stage, width in enumerate(widths):
        for block in range(spec["blocks"]):
            layers.append(Block(inputs, width, 2 if stage > 0 and block == 0 else 1))
            inputs = width
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, classes)]
    return nn.Sequential(*layers, *head)


def build(spec, inputs, classes=10):
    """`inputs` is the number of values of one image."""
    match spec["family"]:
        case "mlp":
            return mlp(spec, inputs, classes)
        case "vgg-11":
            return vgg_11(spec, inputs, classes)
        case "resnet":
            return resnet(spec, classes)
