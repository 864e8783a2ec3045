namespace SecretSentry.Files;

/// <summary>
/// A name, path, subject, author, ref or sentence that somebody else wrote, or that contains such a text. It is printed only with its
/// secrets masked (see <see cref="SecretMasking"/>) and its invisible characters escaped (see <see cref="TextEscaping"/>), so
/// <see cref="ToString"/> and an interpolated string are safe. Code that opens, compares or stores uses <see cref="Raw"/>.
/// </summary>
public readonly struct ForeignText : IEquatable<ForeignText>
{
    /// <summary>Maximum length of a text that is printed, in UTF-16 units. The rest is replaced by an ellipsis.</summary>
    public const int MaxPrinted = 8192;

    private readonly string? _raw;
    private readonly bool _isSentence;

    /// <summary>Wraps a text.</summary>
    public ForeignText(string raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        _raw = raw;
    }

    private ForeignText(string raw, bool isSentence) => (_raw, _isSentence) = (raw, isSentence);

    /// <summary>Orders texts by their UTF-16 units.</summary>
    public static IComparer<ForeignText> Order { get; } =
        Comparer<ForeignText>.Create(static (left, right) => string.CompareOrdinal(left._raw ?? "", right._raw ?? ""));

    /// <summary>The text itself. It must not be printed. Code that prints may not use this member (BannedSymbols.NoRaw.txt).</summary>
    public string Raw => _raw ?? "";

    /// <summary>Whether the text is empty.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_raw);

    /// <summary>
    /// The text with its secrets masked, for a format that itself escapes every character, such as JSON. At most <see cref="MaxPrinted"/>
    /// units, then an ellipsis.
    /// </summary>
    public string Redacted => Shorten(_isSentence ? SecretMasking.MaskSentence(_raw ?? "") : SecretMasking.MaskForeign(_raw ?? ""));

    /// <summary>Whether the text is printed as it is.</summary>
    public bool IsPlain => string.Equals(ToString(), _raw ?? "", StringComparison.Ordinal);

    /// <summary>Wraps a text.</summary>
    public static implicit operator ForeignText(string text) => new(text);

    /// <summary>Compares the texts.</summary>
    public static bool operator ==(ForeignText left, ForeignText right) => left.Equals(right);

    /// <summary>Compares the texts.</summary>
    public static bool operator !=(ForeignText left, ForeignText right) => !left.Equals(right);

    /// <summary>Wraps a text.</summary>
    public static ForeignText FromString(string text) => new(text);

    /// <summary>
    /// Wraps a sentence of ours that contains such a text. The rules of the repository mask nothing in it, see
    /// <see cref="SecretMasking.AddForeign"/>.
    /// </summary>
    public static ForeignText FromSentence(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return new(sentence, isSentence: true);
    }

    /// <summary>Returns the text as it may be printed: one line, secrets masked, invisible characters and commands escaped.</summary>
    public override string ToString() => TextEscaping.Escape(Redacted);

    /// <inheritdoc/>
    public bool Equals(ForeignText other) => string.Equals(_raw ?? "", other._raw ?? "", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ForeignText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_raw ?? "", StringComparison.Ordinal);

    private static string Shorten(string text) => text.Length <= MaxPrinted ? text : $"{text.AsSpan(0, MaxPrinted)}…";
}
