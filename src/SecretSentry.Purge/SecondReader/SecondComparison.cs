using System.Diagnostics;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.SecondReader;

/// <summary>
/// Checks as the second reader that a purge changed only what it must. Every changed object is read in its old and its new version. A blob
/// may change if the plan says that it contains a needle. A tree, commit or tag must be the old one with the ids of changed objects
/// replaced, without its signature, except for the texts that the plan covers. An object that is not changed has the same id, so it has
/// the same content.
/// </summary>
internal sealed class SecondComparison
{
    private readonly IReadOnlyDictionary<ObjectId, ObjectId> _map;
    private readonly IReadOnlySet<ObjectId> _dirtyBlobs;
    private readonly PurgeScope _scope;
    private readonly int _idLength;
    private readonly List<string> _problems = [];
    private readonly byte[] _part = new byte[1 << 16];

    private SecondComparison(RewriteResult result, IReadOnlySet<ObjectId> dirtyBlobs, PurgeScope scope, int idLength) =>
        (_map, _dirtyBlobs, _scope, _idLength) = (result.Map, dirtyBlobs, scope, idLength);

    /// <summary>Compares all changed objects.</summary>
    /// <param name="printer">The second reader, for a repository that has access to old and new objects.</param>
    /// <param name="result">The changes.</param>
    /// <param name="dirtyBlobs">The blobs that contain needles.</param>
    /// <param name="scope">The texts besides file contents that may change.</param>
    /// <param name="cancellation">Cancels the comparison.</param>
    public static SecondReading Run(ObjectPrinter printer, RewriteResult result, IReadOnlySet<ObjectId> dirtyBlobs, PurgeScope scope,
        CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        (ObjectId Old, ObjectId New)[] pairs = [.. result.Map.Where(pair => pair.Key != pair.Value).Select(pair => (pair.Key, pair.Value))];
        var comparison = new SecondComparison(result, dirtyBlobs, scope, pairs.Length == 0 ? 0 : pairs[0].Old.Length);
        comparison.ComparePairs(printer, pairs, cancellation);
        return new(printer.Name, printer.Reason, 2L * pairs.Length, Stopwatch.GetElapsedTime(start), comparison._problems);
    }

    private void ComparePairs(ObjectPrinter printer, (ObjectId Old, ObjectId New)[] pairs, CancellationToken cancellation)
    {
        using var objects = printer.ReadNamed(NeedleScanOptions.DefaultPatience, cancellation);
        var ids = pairs.SelectMany(pair => new[] { pair.Old, pair.New });
        var feeding = Task.Run(() => objects.Request(ids), CancellationToken.None);
        try
        {
            foreach (var (old, renewed) in pairs)
            {
                cancellation.ThrowIfCancellationRequested();
                var (before, after) = (Read(objects), Read(objects));
                if (before.Id != old.ToString() || after.Id != renewed.ToString() || before.Kind != after.Kind
                    || !IsAllowed(before.Kind, old, before.Content, after.Content))
                {
                    _problems.Add($"{before.Kind} {renewed} differs from {old} in more than the purge changes");
                }
            }
        }
        catch (IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            _problems.Add($"changed objects cannot be read: {objects.WaitForEnd().Message}");
        }

        objects.Dispose();
        feeding.GetAwaiter().GetResult();
    }

    private (string Id, string Kind, byte[] Content) Read(PrintedObjects objects)
    {
        var (id, kind, length) = objects.ReadHeader() ?? throw new EndOfStreamException();
        if (length < 0)
        {
            return (id, "missing", []);
        }

        // Of a blob only the kind matters here. Its content is searched when the proof is complete.
        using var content = new MemoryStream();
        for (var added = _part.Length; added == _part.Length;)
        {
            added = objects.ReadContent(_part);
            content.Write(_part.AsSpan(0, kind == "blob" ? 0 : added));
        }

        return (id, kind, content.ToArray());
    }

    private bool IsAllowed(string kind, ObjectId old, byte[] before, byte[] after) => kind switch
    {
        "blob" => _dirtyBlobs.Contains(old),
        "tree" => IsSameTree(before, after),
        "commit" or "tag" => IsSameText(Encoding.Latin1.GetString(before), Encoding.Latin1.GetString(after)),
        _ => false,
    };

    /// <summary>Whether the entries are the same, except for the ids of changed objects. With file names, also except for names.</summary>
    private bool IsSameTree(byte[] before, byte[] after)
    {
        var expected = ListEntries(before, id => _map.TryGetValue(id, out var renewed) ? renewed : id);
        var actual = ListEntries(after, id => id);
        return _scope.Paths ? expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal))
            : expected.SequenceEqual(actual);
    }

    /// <summary>Returns "mode name id" of each entry; "mode id" when names may change.</summary>
    private List<string> ListEntries(byte[] tree, Func<ObjectId, ObjectId> map)
    {
        var entries = new List<string>();
        for (var rest = tree.AsSpan(); !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0 || rest.Length - end - 1 < _idLength)
            {
                entries.Add("a damaged entry of " + Convert.ToHexString(rest));
                break;
            }

            var name = Encoding.Latin1.GetString(rest[..end]);
            entries.Add($"{(_scope.Paths ? name.Split(' ')[0] : name)} {map(new(rest.Slice(end + 1, _idLength)))}");
            rest = rest[(end + 1 + _idLength)..];
        }

        return entries;
    }

    private bool IsSameText(string before, string after)
    {
        var (oldHeaders, oldMessage) = Split(before);
        var (newHeaders, newMessage) = Split(after);
        var expected = oldHeaders.Where(header => !IsSignature(header)).Select(MapIds).ToArray();
        return expected.Length == newHeaders.Count
            && expected.Zip(newHeaders).All(pair => pair.First == pair.Second || MayChange(pair.First))
            && (_scope.Messages || _scope.Mentions || oldMessage == newMessage || IsWithoutSignature(oldMessage, newMessage));
    }

    /// <summary>Splits a commit or a tag into its headers, each with its continuation lines, and the rest.</summary>
    private static (List<string> Headers, string Message) Split(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = new List<string>();
        foreach (var line in (end < 0 ? text : text[..end]).Split('\n'))
        {
            if (line.StartsWith(' ') && headers.Count > 0)
            {
                headers[^1] += "\n" + line;
            }
            else
            {
                headers.Add(line);
            }
        }

        return (headers, end < 0 ? "" : text[end..]);
    }

    private string MapIds(string header)
    {
        var parts = header.Split(' ', 2);
        return parts is ["tree" or "parent" or "object", var id] && ObjectId.TryParse(id, out var old) && _map.TryGetValue(old,
            out var renewed) ? $"{parts[0]} {renewed}" : header;
    }

    private bool MayChange(string header) => header.Split(' ')[0] switch
    {
        "tree" or "parent" or "object" or "type" => false,
        "author" or "committer" or "tagger" => _scope.Identities,
        "tag" => _scope.Messages || _scope.RefNames,
        _ => _scope.Messages || _scope.Mentions,
    };

    private static bool IsSignature(string header) => header.Split(' ')[0] is "gpgsig" or "gpgsig-sha256";

    /// <summary>A tag's signature is the end of its message (git's gpg-interface.c).</summary>
    private static bool IsWithoutSignature(string before, string after) => before.StartsWith(after, StringComparison.Ordinal)
        && before[after.Length..].StartsWith("-----BEGIN ", StringComparison.Ordinal);
}
