using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Text;

internal sealed record Choice(ImmutableArray<string> Texts) : Part;
