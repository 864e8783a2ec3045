using SecretSentry.Training.Generators.Values;

namespace SecretSentry.Training.Generators;

/// <summary>The requirements of a template for a value.</summary>
internal readonly record struct Demand(Family? Family, Fits Fits, bool Named, bool NearUser);
