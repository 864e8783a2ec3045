using System.Buffers;
using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;

namespace SecretSentry.Findings;

/// <summary>
/// Masks the secrets in a text that is printed, such as the name of a file: what the rules find in the whole text or in one of its words
/// is replaced by its preview. Secrets of any confidence are redacted. Safe to use from several threads.
/// </summary>
public sealed class SecretMask(Func<RuleSet> loadRules)
{
    /// <summary>What is printed when the rules cannot be run to their end, for a text that was made to be slow.</summary>
    public const string Unchecked = "(a text that could not be searched for secrets)";

    /// <summary>A longer text is cut, as it would be when it is printed.</summary>
    private const int MaxLength = 1 << 16;

    /// <summary>A shorter word is no secret by itself.</summary>
    private const int MinWord = 8;

    private const int MaxCached = 4096;

    private static readonly SearchValues<byte> WordBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.+=~!$%&*?@"u8);

    /// <summary>Without the dot before the extension of a file.</summary>
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _cached = new(StringComparer.Ordinal);
    private readonly List<Match> _matches = [];
    private Scanner? _scanner;

    /// <summary>Returns the text with every secret in it redacted. The rules are loaded by the first call.</summary>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var part = text.Length <= MaxLength ? text : text[..MaxLength];
        if (part.Length < MinWord)
        {
            return part;
        }

        lock (_lock)
        {
            if (_cached.TryGetValue(part, out var redacted))
            {
                return redacted;
            }

            if (_cached.Count >= MaxCached)
            {
                _cached.Clear();
            }

            return _cached[part] = MaskNew(part);
        }
    }

    private string MaskNew(string text)
    {
        try
        {
            _scanner ??= new(loadRules()) { Decodes = true };
        }
        catch (FormatException)
        {
            return text; // a setting of the user stops every scan, so no secret was read; the text is what says so
        }

        _scanner.Problems.Clear();
        var bytes = Encoding.UTF8.GetBytes(text);
        var spans = new SortedSet<(int Start, int End)>();
        var content = ReplaceControls(bytes);
        AddSecrets(content, 0, content.Length, spans);
        AddSecretsInWords(bytes, content, WordBytes, spans);
        AddSecretsInWords(bytes, content, NameBytes, spans);
        return _scanner.Problems.Count > 0 ? Unchecked : spans.Count == 0 ? text : Replace(bytes, spans);
    }

    /// <summary>A byte 0 would make the text a binary file, in which less is found.</summary>
    private static byte[] ReplaceControls(byte[] bytes) => Array.ConvertAll(bytes, value => value is < 0x20 or 0x7F ? (byte)' ' : value);

    private void AddSecretsInWords(byte[] bytes, byte[] content, SearchValues<byte> word, SortedSet<(int Start, int End)> spans)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var end = FindEndOfWord(bytes, start, word);
            if (end - start >= MinWord && end - start < bytes.Length)
            {
                AddSecrets(content, start, end, spans);
            }

            start = Math.Max(end, start + 1);
        }
    }

    private void AddSecrets(byte[] bytes, int start, int end, SortedSet<(int Start, int End)> spans)
    {
        _matches.Clear();
        _scanner!.Scan(bytes.AsSpan(start, end - start), "", _matches);
        foreach (var match in _matches)
        {
            spans.Add((start + match.SecretStart, start + match.SecretEnd));
        }
    }

    private static string Replace(byte[] bytes, SortedSet<(int Start, int End)> spans)
    {
        var merged = new List<(int Start, int End)>();
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start < merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, span.End));
            }
            else
            {
                merged.Add(span);
            }
        }

        return Redaction.Replace(bytes, merged);
    }

    /// <summary>
    /// Returns the end of the word at an offset, or the offset itself where there is none. An escape sequence of a terminal
    /// (ECMA-48, 5.4) is no part of a word, although its end is a letter.
    /// </summary>
    private static int FindEndOfWord(byte[] bytes, int start, SearchValues<byte> word)
    {
        if (bytes[start] == 0x1B && start + 1 < bytes.Length && bytes[start + 1] == '[')
        {
            var end = start + 2;
            while (end < bytes.Length && bytes[end] is >= 0x20 and < 0x40)
            {
                end++;
            }

            return Math.Min(end + 1, bytes.Length);
        }

        var next = bytes.AsSpan(start).IndexOfAnyExcept(word);
        return next < 0 ? bytes.Length : start + next;
    }

}
