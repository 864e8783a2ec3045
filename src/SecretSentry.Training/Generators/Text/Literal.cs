namespace SecretSentry.Training.Generators.Text;

internal sealed record Literal(string Text) : Part;
