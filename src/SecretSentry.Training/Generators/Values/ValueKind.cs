using System.Collections.Immutable;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators.Values;

/// <summary>A kind of value. Its name is one of <see cref="Names"/>. Without these it is a name of its families.</summary>
internal sealed record ValueKind(string Name, Label Label, int Weight, Under Under, Fits Fits, Func<Dice, string> Make)
{
    public ImmutableArray<string> Names { get; init; } = [];
}
