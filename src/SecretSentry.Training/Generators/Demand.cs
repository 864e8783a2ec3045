using SecretSentry.Training.Generators.Values;

namespace SecretSentry.Training.Generators;

/// <summary>What a template asks of a value.</summary>
internal readonly record struct Demand(Family? Family, Fits Fits, bool Named, bool NearUser);
