using System.Collections.Immutable;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators.Values;

/// <summary>A kind of value. Without <see cref="Names"/> it stands beside a name of its families, with them beside one of these.</summary>
internal sealed record ValueKind(string Name, Label Label, int Weight, Under Under, Fits Fits, Func<Dice, string> Make)
{
    public ImmutableArray<string> Names { get; init; } = [];
}
