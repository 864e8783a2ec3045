namespace SecretSentry.Engine.Paths;

/// <summary>
/// The kind of text in a file, by its extension. The numbers are used in the judge's tables, so new ones are added at the end.
/// </summary>
internal enum FileKind
{
    /// <summary>An unknown extension.</summary>
    Unknown,

    /// <summary>Python, Ruby, PHP, Perl, Lua, Elixir, R.</summary>
    Script,

    /// <summary>Java, Kotlin, Scala, Groovy, C#, Swift, Objective-C, Dart.</summary>
    Managed,

    /// <summary>JavaScript, TypeScript and derived languages.</summary>
    Web,

    /// <summary>Go, Rust, C, C++, Zig.</summary>
    Native,

    /// <summary>YAML, properties, INI, TOML, HCL and other settings.</summary>
    Settings,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>XML and HTML.</summary>
    Markup,

    /// <summary>Markdown, reStructuredText, AsciiDoc, plain text.</summary>
    Document,

    /// <summary>Shell scripts.</summary>
    Shell,

    /// <summary>SQL.</summary>
    Sql,

    /// <summary>Keys and certificates.</summary>
    KeyFile,

    /// <summary>Lock files, tables, logs, maps.</summary>
    Data,

    /// <summary>No extension.</summary>
    Bare,
}
