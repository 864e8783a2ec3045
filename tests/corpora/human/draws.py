"""Our own random generator, so that the set is the same with every version of Python."""

MASK = (1 << 64) - 1


class Draws:
    """SplitMix64. Equal seeds give equal draws on every machine."""

    def __init__(self, seed):
        self.state = seed & MASK

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, limit):
        """A number from 0 to limit - 1. The bias of the remainder is below one in 2^50 here."""
        return self.bits() % limit

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, choices):
        return choices[self.below(len(choices))]

    def weighted(self, pairs):
        """Returns one choice of (choice, weight) pairs."""
        at = self.below(sum(weight for _, weight in pairs))
        for choice, weight in pairs:
            at -= weight
            if at < 0:
                return choice
        raise AssertionError("weights do not add up")

    def fork(self, name):
        """Returns draws that depend only on this seed and a name, not on earlier draws."""
        value = self.state
        for byte in name.encode("utf-8"):
            value = ((value ^ byte) * 0x100000001B3) & MASK
        return Draws(value)
