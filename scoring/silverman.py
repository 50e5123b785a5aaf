"""Has the density more than one hump? (Silverman 1981, calibrated by Hall & York 2001)

The critical bandwidth is the smallest at which a Gaussian kernel density has one mode. Samples
drawn from that density are asked whether, at λ times its bandwidth, they would show more.
Modes are counted within the central 98 % of the sample: a lone site in a tail is no hump.
"""

import numpy as np
from scipy.ndimage import gaussian_filter1d

from scoring.posterior import Floats

CALIBRATION = 1.1294  # λ at the 5 % level
SAMPLES = 500
BINS = 1024
PAD = 0.4  # of the range, on either side, for the kernel's tails
STEPS = 30


def silverman_test(sample: Floats, seed: int) -> float:
    """The p-value of one hump against more."""
    h = critical_bandwidth(sample)
    rng = np.random.default_rng(seed)
    drawn = rng.choice(sample, (SAMPLES, len(sample)))
    noise = rng.standard_normal(drawn.shape)
    scale = 1 / np.sqrt(1 + h**2 / np.var(sample))
    smooth = sample.mean() + scale * (drawn - sample.mean() + h * noise)
    more = sum(modes(row, CALIBRATION * h) > 1 for row in smooth)
    return float(more / SAMPLES)


def critical_bandwidth(sample: Floats) -> float:
    """The smallest bandwidth with one mode, by halving; in points of score."""
    low, high = 0.0, float(np.ptp(sample))
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if modes(sample, middle) > 1 else (low, middle)
    return high


def modes(sample: Floats, h: float) -> int:
    """How many local maxima the density has in the central 98 % of the sample."""
    x, f = density(sample, h)
    inner = (x > np.quantile(sample, 0.01)) & (x < np.quantile(sample, 0.99))
    return int((peaks(f) & inner).sum())


def peaks(f: Floats) -> np.ndarray:
    """Where a density on a grid has its local maxima; a plateau counts once."""
    rises = np.diff(f, prepend=0.0) > 0
    falls = np.diff(f, append=0.0) <= 0
    found: np.ndarray = rises & falls & (f > 0)
    return found


def density(sample: Floats, h: float) -> tuple[Floats, Floats]:
    """A Gaussian kernel density on a grid of BINS points: their places and heights."""
    margin = PAD * np.ptp(sample) + 1e-9
    edges = np.linspace(sample.min() - margin, sample.max() + margin, BINS + 1)
    counts, _ = np.histogram(sample, edges)
    width = edges[1] - edges[0]
    smooth = gaussian_filter1d(counts.astype(float), max(h / width, 1e-3), mode="constant")
    return (edges[:-1] + edges[1:]) / 2, smooth / (len(sample) * width)
