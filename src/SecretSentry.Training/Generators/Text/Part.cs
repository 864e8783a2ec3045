namespace SecretSentry.Training.Generators.Text;

internal abstract record Part;
