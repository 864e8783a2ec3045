using System.Collections.Concurrent;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify;

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
    public bool DependsOnPaths => Lists.Any(list => list.List.Paths.Count > 0);

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
