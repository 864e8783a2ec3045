namespace SecretSentry.Training.Generators.Values;

/// <summary>The positions that a value is valid in.</summary>
[Flags]
internal enum Fits
{
    /// <summary>Without blanks. Valid with or without quotes.</summary>
    Word = 1,

    /// <summary>With blanks. Valid between quotes, or up to the end of a line.</summary>
    Text = 2,

    /// <summary>An expression. Valid in code, without quotes.</summary>
    Expression = 4,

    /// <summary>A number, truth value or null. Valid without quotes, in code and in data.</summary>
    Scalar = 8,

    /// <summary>Several lines.</summary>
    Block = 16,

    /// <summary>After the name of a package, in a list of packages.</summary>
    Package = 32,

    Plain = Word | Text,
}
