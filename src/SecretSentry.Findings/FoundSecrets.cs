using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Findings;

/// <summary>
/// The secrets that a scan has found. It masks them where no rule would find them again: a password is found next to its name, and the same
/// password may be a part of a path or of a subject. Keeps hash codes, no secret. Safe to use from several threads.
/// </summary>
public sealed class FoundSecrets
{
    /// <summary>A shorter secret is not masked elsewhere.</summary>
    private const int MinLength = 6;

    /// <summary>A shorter secret without a digit is not masked elsewhere.</summary>
    private const int MinLettersLength = 8;

    /// <summary>A shorter secret of low confidence is not masked elsewhere: it may be a part of many paths, such as a version.</summary>
    private const int MinDoubtfulLength = 12;

    private static readonly SearchValues<byte> WordBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-_. "u8);

    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _beginnings = [];
    private readonly SortedSet<int> _lengths = [];
    private readonly HashSet<(ulong Beginning, int Length, int Hash)> _secrets = [];

    /// <summary>Adds the secret of a finding. A secret that could be an ordinary word is left out.</summary>
    public void Add(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var secret = finding.Identity is { } identity ? identity.Bytes : [];
        if (!IsTelling(secret, finding.Confidence))
        {
            return;
        }

        lock (_lock)
        {
            _beginnings.Add(ReadBeginning(secret));
            _lengths.Add(secret.Length);
            _secrets.Add((ReadBeginning(secret), secret.Length, ComputeHash(secret)));
        }
    }

    /// <summary>Returns the text with every added secret in it replaced by its preview.</summary>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_lock)
        {
            return _secrets.Count == 0 || text.Length < MinLength ? text : MaskFound(text);
        }
    }

    private string MaskFound(string text)
    {
        var (bytes, spans) = (Encoding.UTF8.GetBytes(text), new List<(int Start, int End)>());
        for (var i = 0; i + MinLength <= bytes.Length; i++)
        {
            if (FindLength(bytes.AsSpan(i)) is > 0 and var length)
            {
                spans.Add((i, i + length));
                i += length - 1;
            }
        }

        return spans.Count == 0 ? text : Redaction.Replace(bytes, spans);
    }

    /// <summary>Returns the length of the longest secret at the beginning of a text, or 0.</summary>
    private int FindLength(ReadOnlySpan<byte> text)
    {
        if (!_beginnings.Contains(ReadBeginning(text)))
        {
            return 0;
        }

        foreach (var length in _lengths.Reverse())
        {
            if (length <= text.Length && _secrets.Contains((ReadBeginning(text), length, ComputeHash(text[..length]))))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>A word, or several with hyphens, is none of these: the word "password" is in the names of our rules.</summary>
    private static bool IsTelling(ReadOnlySpan<byte> secret, Confidence confidence) => secret.ContainsAnyInRange((byte)'0', (byte)'9')
        ? secret.Length >= (confidence > Confidence.Low ? MinLength : MinDoubtfulLength)
        : secret.Length >= MinLettersLength && confidence > Confidence.Low && secret[1..].ContainsAnyExcept(WordBytes);

    private static ulong ReadBeginning(ReadOnlySpan<byte> text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(text[4..]) << 32);

    private static int ComputeHash(ReadOnlySpan<byte> secret)
    {
        var hash = default(HashCode);
        hash.AddBytes(secret);
        return hash.ToHashCode();
    }
}
