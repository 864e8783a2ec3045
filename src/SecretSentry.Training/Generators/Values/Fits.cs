namespace SecretSentry.Training.Generators.Values;

/// <summary>Where a value can stand.</summary>
[Flags]
internal enum Fits
{
    /// <summary>No blanks: with quotes or without.</summary>
    Word = 1,

    /// <summary>Blanks: between quotes, or to the end of a line.</summary>
    Text = 2,

    /// <summary>A program's expression: code, without quotes.</summary>
    Expression = 4,

    /// <summary>A number, truth value or null: without quotes, in code and in data.</summary>
    Scalar = 8,

    /// <summary>Several lines.</summary>
    Block = 16,

    /// <summary>Behind the name of a package, in a list of packages.</summary>
    Package = 32,

    Plain = Word | Text,
}
