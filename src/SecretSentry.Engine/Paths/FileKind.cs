namespace SecretSentry.Engine.Paths;

/// <summary>What kind of text a file holds, as its ending says. The numbers stand in the judge's tables: new ones go to the end.</summary>
internal enum FileKind
{
    /// <summary>An ending that is not known.</summary>
    Unknown,

    /// <summary>Python, Ruby, PHP, Perl, Lua, Elixir, R.</summary>
    Script,

    /// <summary>Java, Kotlin, Scala, Groovy, C#, Swift, Objective-C, Dart.</summary>
    Managed,

    /// <summary>JavaScript, TypeScript and what is made of them.</summary>
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

    /// <summary>Scripts of shells.</summary>
    Shell,

    /// <summary>SQL.</summary>
    Sql,

    /// <summary>Keys and certificates.</summary>
    KeyFile,

    /// <summary>Lock files, tables, logs, maps.</summary>
    Data,

    /// <summary>No ending.</summary>
    Bare,
}
