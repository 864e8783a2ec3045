using System.Collections.Concurrent;
using SecretSentry.Engine.Content;
using SecretSentry.Engine.Findings;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Rules.Syntax;

namespace SecretSentry.Engine.Verify;

/// <summary>An allow-list of a whole configuration.</summary>
/// <param name="List">Its conditions.</param>
/// <param name="For">Ids of the rules it is for; empty: all, the built-in ones too. <c>generic-api-key</c>, which gitleaks has one rule
/// for, means all that are tagged generic.</param>
/// <param name="Origin">File and line, as <c>.gitleaks.toml:12</c>.</param>
public sealed record SharedAllowlist(Allowlist List, IReadOnlyCollection<string> For, string Origin)
{
    /// <summary>Whether it holds for the matches of a rule.</summary>
    public bool IsFor(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return For.Count == 0 || For.Contains(rule.Id, StringComparer.Ordinal)
            || (rule.IsGeneric && For.Contains("generic-api-key", StringComparer.Ordinal));
    }
}

/// <summary>Allow-lists that hold for all rules of a run, compiled; shared by all threads.</summary>
public sealed class SharedAllowlists
{
    private readonly Dictionary<string, ByteProgram> _programs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Allowlist, WordSet> _stopWords = new(ReferenceEqualityComparer.Instance);
    private readonly ProgramPool _pool = new();

    /// <exception cref="FormatException">A regex is not supported; the message names the list's origin.</exception>
    public SharedAllowlists(IReadOnlyList<SharedAllowlist> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        Lists = lists;
        foreach (var list in lists)
        {
            foreach (var source in list.List.Regexes.Concat(list.List.Paths).Where(source => !_programs.ContainsKey(source)))
            {
                _programs.Add(source, Compile(source, list.Origin));
            }
        }
    }

    /// <summary>The lists, in their order.</summary>
    public IReadOnlyList<SharedAllowlist> Lists { get; }

    /// <summary>Whether what is accepted depends on paths.</summary>
    public bool LooksAtPaths => Lists.Any(list => list.List.Paths.Count > 0);

    /// <summary>For one thread.</summary>
    public SharedAllowlistTest Test() => new(Lists,
        new AllowlistTest(new ByteMatcher(_pool), _programs, list =>
        _stopWords.GetOrAdd(list, static list => new WordSet(list.StopWords))));

    private ByteProgram Compile(string source, string origin)
    {
        try
        {
            var (node, groups) = RegexParser.Parse(source);
            return ProgramCompiler.Compile(node, groups, _pool);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{origin}: {e.Message}", e);
        }
    }
}

/// <summary>One thread's look at matches.</summary>
public sealed class SharedAllowlistTest
{
    private readonly IReadOnlyList<SharedAllowlist> _lists;
    private readonly AllowlistTest _test;
    private byte[] _narrow = [];

    internal SharedAllowlistTest(IReadOnlyList<SharedAllowlist> lists, AllowlistTest test) => (_lists, _test) = (lists, test);

    /// <summary>The first list that describes <paramref name="match"/>; null: none does.</summary>
    /// <param name="content">What was scanned.</param>
    /// <param name="kind">What the scanner said it is.</param>
    /// <param name="match">What it found.</param>
    /// <param name="decoded">The secret, when it stands encoded.</param>
    /// <param name="rule">The rule, as its file has it.</param>
    /// <param name="path">Path of the content.</param>
    public SharedAllowlist? Accepting(ReadOnlySpan<byte> content, ContentKind kind, Match match, DecodedSecret? decoded, Rule rule,
        string path)
    {
        var unit = kind.UnitLength();
        var skipped = unit == 1 ? 0 : ContentKinds.MarkLength(content, kind);
        var text = unit == 1 ? content : ContentKinds.Narrow(content[skipped..], kind, ref _narrow);
        var whole = ((match.Start - skipped) / unit, match.Length / unit);
        var secret = decoded is null ? text.Slice((match.SecretStart - skipped) / unit, match.SecretLength / unit) : decoded.Bytes.Span;
        foreach (var list in _lists)
        {
            if (list.IsFor(rule) && _test.Holds(list.List, text, path, whole, secret))
            {
                return list;
            }
        }

        return null;
    }
}
