using System.Globalization;
using System.Text;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Classes of paths that no rule of a set distinguishes. A content has the same matches under all paths of a class, so a content that
/// occurs at many paths is searched once for each class. Classes are numbered from 0 in the order in which they are first seen. Any thread
/// may call the members.
/// </summary>
public sealed class PathClasses
{
    private readonly RuleSet _conditions;
    private readonly Prefilter _prefilter;
    private readonly char[] _holding;
    private readonly bool _asksKind;
    private readonly bool _asksFacts;
    private readonly bool _isEachApart;
    private readonly ByteMatcher _matcher;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    /// <summary>Creates the classes for a set of rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="isEachApart">Whether something besides the rules checks paths. If true, each path is a class of its own.</param>
    public PathClasses(RuleSet rules, bool isEachApart = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _isEachApart = isEachApart;
        IEnumerable<string> sources = isEachApart ? []
            : rules.Rules.SelectMany(rule => rule.Allowlists.SelectMany(list => list.Paths).Append(rule.Path))
            .Where(source => source.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        _conditions =
            RuleSet.Compile(sources.Select((source, number) =>
            new Rule { Id = number.ToString(CultureInfo.InvariantCulture), Regex = source }));
        _holding = new char[_conditions.Rules.Count];
        _prefilter = new(_conditions, Kernel.Chosen);
        _asksFacts = rules.Rules.Any(rule => rule.IsJudged);
        _asksKind = rules.Rules.Any(rule => rule.IsGeneric || rule.HasTag("fixture"));
        _matcher = new(_conditions.Pool) { Budget = long.MaxValue };
    }

    /// <summary>Returns the number of the class of a path, with '/' between folders. The empty path means content without a path.</summary>
    public int Classify(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        lock (_lock)
        {
            var key = BuildKey(path);
            if (!_numbers.TryGetValue(key, out var number))
            {
                number = _numbers[key] = _keys.Count;
                _keys.Add(key);
            }

            return number;
        }
    }

    /// <summary>Returns the key that the paths of a class have in common. It is the same in every run with these rules.</summary>
    public string GetKey(int number)
    {
        lock (_lock)
        {
            return _keys[number];
        }
    }

    private string BuildKey(string path)
    {
        if (_isEachApart)
        {
            return path;
        }

        var kind = _asksKind ? PathKinds.GetKind(path) : PathKind.Source;
        var facts = _asksFacts ? PathFacts.Create(path).Key : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)kind} {facts:x} {EvaluateConditions(Encoding.UTF8.GetBytes(path))}");
    }

    /// <summary>
    /// Returns a digit for each condition: 1 if the path meets it, otherwise 0. Most paths contain nothing that any condition could match,
    /// and the prefilter rules those out quickly.
    /// </summary>
    private ReadOnlySpan<char> EvaluateConditions(ReadOnlySpan<byte> path)
    {
        Array.Fill(_holding, '0');
        foreach (var condition in _conditions.Slow)
        {
            Ask(condition, path);
        }

        _prefilter.Run(path);
        foreach (ref readonly var candidate in _prefilter.Candidates)
        {
            Ask(candidate.Rule, path);
        }

        return _holding;
    }

    private void Ask(int condition, ReadOnlySpan<byte> path)
    {
        if (_holding[condition] == '0' && _matcher.Search(_conditions.GetCompiled(condition).Program, path, 0, MatchLimits.MaxMatchLength,
            out _) >= 0)
        {
            _holding[condition] = '1';
        }
    }
}
