namespace SecretSentry.Purge.Search;

/// <summary>One spelling of fixed bytes, with its replacement.</summary>
/// <param name="Bytes">Bytes to search for.</param>
/// <param name="Encoding">Name of the spelling, for the user.</param>
/// <param name="Replacement">Replacement for this spelling.</param>
/// <param name="Unit">Bytes per character. Except in binary content, an occurrence starts at a multiple of this number.</param>
internal sealed record NeedleForm(byte[] Bytes, string Encoding, byte[] Replacement, int Unit = 1)
{
    /// <summary>Derived spellings shorter than this number of bytes would match by chance.</summary>
    private const int ShortestDerived = 10;

    /// <summary>Returns every spelling of <paramref name="bytes"/> once, the plain one first.</summary>
    public static IReadOnlyList<NeedleForm> CreateAll(byte[] bytes, byte[] replacement)
    {
        var forms = new List<NeedleForm> { new(bytes, "plain", replacement) };
        foreach (var form in EnumerateTexts(bytes, replacement).Concat(EnumerateBinary(bytes))
            .Where(form => form.Bytes.Length >= ShortestDerived))
        {
            if (!forms.Exists(other => other.Bytes.AsSpan().SequenceEqual(form.Bytes)))
            {
                forms.Add(form);
            }
        }

        return forms;
    }

    private static IEnumerable<NeedleForm> EnumerateTexts(byte[] bytes, byte[] replacement)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            yield break;
        }

        var (text, put) = (System.Text.Encoding.UTF8.GetString(bytes), System.Text.Encoding.UTF8.GetString(replacement));
        foreach (var variant in EnumerateLineEnds(text))
        {
            foreach (var (encoding, name) in Encodings)
            {
                if (encoding is not System.Text.UTF8Encoding || variant != text)
                {
                    yield return new(encoding.GetBytes(variant), name, encoding.GetBytes(put), encoding.GetByteCount("a"));
                }
            }
        }

        if (text.All(c => c <= 0xFF))
        {
            yield return new(System.Text.Encoding.Latin1.GetBytes(text), "latin-1", System.Text.Encoding.Latin1.GetBytes(put));
        }

        foreach (var variant in EnumerateLineEnds(text))
        {
            yield return new(System.Text.Encoding.UTF8.GetBytes(Escapes.EscapeJson(variant)), "JSON escapes", replacement);
            yield return new(System.Text.Encoding.UTF8.GetBytes(Escapes.EscapeJson(variant).Replace("/", "\\/", StringComparison.Ordinal)),
                "JSON escapes", replacement);
        }

        yield return new(System.Text.Encoding.UTF8.GetBytes(Uri.EscapeDataString(text)), "percent escapes", replacement);
        yield return new(System.Text.Encoding.UTF8.GetBytes(Escapes.LowerPercent(text)), "percent escapes", replacement);
    }

    private static readonly (System.Text.Encoding Encoding, string Name)[] Encodings =
    [
        (new System.Text.UTF8Encoding(false), "other line ends"),
        (new System.Text.UnicodeEncoding(bigEndian: false, byteOrderMark: false), "UTF-16LE"),
        (new System.Text.UnicodeEncoding(bigEndian: true, byteOrderMark: false), "UTF-16BE"),
        (new System.Text.UTF32Encoding(bigEndian: false, byteOrderMark: false), "UTF-32LE"),
        (new System.Text.UTF32Encoding(bigEndian: true, byteOrderMark: false), "UTF-32BE"),
    ];

    /// <summary>
    /// Returns the hexadecimal spellings and the base64 spellings. In base64 the bytes can start at three positions within a group of four
    /// digits, so there are three spellings. Each is cut to the digits that depend on no other byte.
    /// </summary>
    private static IEnumerable<NeedleForm> EnumerateBinary(byte[] bytes)
    {
        byte[][] contents = System.Text.Unicode.Utf8.IsValid(bytes)
            ? [bytes, System.Text.Encoding.Unicode.GetBytes(System.Text.Encoding.UTF8.GetString(bytes))] : [bytes];
        foreach (var content in contents)
        {
            for (var shift = 0; shift < 3; shift++)
            {
                var digits = Escapes.EncodeBase64Within(content, shift);
                yield return new(System.Text.Encoding.ASCII.GetBytes(digits), "base64", Escapes.CreateFiller("REMOVED", digits.Length));
                yield return new(System.Text.Encoding.ASCII.GetBytes(digits.Replace('+', '-').Replace('/', '_')), "base64url",
                    Escapes.CreateFiller("REMOVED", digits.Length));
            }
        }

        yield return new(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)), "hex",
            Escapes.CreateFiller("0", 2 * bytes.Length));
        yield return new(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)), "hex",
            Escapes.CreateFiller("0", 2 * bytes.Length));
    }

    private static IEnumerable<string> EnumerateLineEnds(string text)
    {
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return new[] { text, unix, unix.Replace("\n", "\r\n", StringComparison.Ordinal) }.Distinct(StringComparer.Ordinal);
    }
}
