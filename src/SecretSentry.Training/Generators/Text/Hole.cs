namespace SecretSentry.Training.Generators.Text;

internal sealed record Hole(string Name, int Number, string Argument) : Part
{
    public bool IsValue => Name is "v" or "pw" or "tok" or "key";
}
