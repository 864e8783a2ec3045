namespace SecretSentry.Files;

/// <summary>A file is not read because of what it is. The message names the file and contains nothing of its content.</summary>
public sealed class ForeignFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the file.</param>
    public ForeignFileException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the general message.</summary>
    public ForeignFileException()
        : base("a file is not read because of what it is")
    {
    }

    /// <summary>Creates the exception with the exception that led to it.</summary>
    public ForeignFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
