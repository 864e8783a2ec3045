using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Policy.Rules;

/// <summary>Reads the rules and allow-lists of a configuration: rules of one's own, and changes to rules that exist.</summary>
/// <param name="file">Its name, for messages.</param>
/// <param name="isTolerant">Whether unknown keys are named in <see cref="Unsupported"/> instead of refused (gitleaks' files).</param>
/// <param name="known">The built-in rules by id.</param>
internal sealed class RuleSource(string file, bool isTolerant, IReadOnlyDictionary<string, Rule> known)
{
    /// <summary>Keys of gitleaks whose absence changes what is found, with what is done instead.</summary>
    private static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["required"] = "the rule is run without the rules it requires beside it, so it may report more",
        ["skipReport"] = "the rule reports what it finds",
        ["tokenEfficiency"] = "the filter is not applied, so the rule may report more",
    };

    /// <summary>Sentences about pieces that mean nothing here.</summary>
    public List<string> Unsupported { get; } = [];

    /// <summary>Allow-lists of single rules that name commits; a scanner does not know commits.</summary>
    public List<SharedAllowlist> ByCommit { get; } = [];

    public void RequireKnown(TomlTree table, string[] valid, string where)
    {
        foreach (var key in table.Keys.Where(key => !valid.Contains(key, StringComparer.Ordinal)))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{file}:{table.LineOf(key)}");
            if (!isTolerant)
            {
                throw new RuleFileException($"{place}: unknown key '{key}' {where}; did you mean '{Nearest.To(key, valid)}'?");
            }

            Unsupported.Add($"{place}: '{key}' {where} is not known here; {Instead.GetValueOrDefault(key, "it changes nothing")}");
        }
    }

    /// <summary>The rules of <paramref name="root"/> behind those it extends; one with a known id keeps what it does not say.</summary>
    public IReadOnlyList<Rule> Rules(TomlTree root, IReadOnlyList<Rule> extended)
    {
        var issuer = RuleReader.Text(root, "issuer", file);
        var rules = extended.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in root.Tables("rules"))
        {
            var rule = RuleReader.ReadRule(table, issuer, file, id => rules.GetValueOrDefault(id) ?? known.GetValueOrDefault(id), RequireKnown, !isTolerant);
            if (!own.Add(rule.Id))
            {
                throw new RuleFileException($"{file}: rule '{rule.Id}' appears twice; ids are unique");
            }

            ByCommit.AddRange(rule.Allowlists.Where(list => list.Commits.Count > 0).Select(list => new SharedAllowlist(list, [rule.Id], string.Create(CultureInfo.InvariantCulture, $"{file}:{table.Line}"))));
            rules[rule.Id] = rule;
        }

        return [.. rules.Values];
    }

    /// <summary>Allow-lists of the whole file.</summary>
    public IEnumerable<SharedAllowlist> Shared(TomlTree root)
    {
        foreach (var table in root.Tables("allowlists").Concat(root.Tables("allowlist")))
        {
            var list = RuleReader.ReadAllowlist(table, file, "the file", RequireKnown);
            var place = string.Create(CultureInfo.InvariantCulture, $"{file}:{table.Line}");
            if (list.MatchesAll && list.Commits.Count > 0 && list.Regexes.Count + list.StopWords.Count + list.Paths.Count > 0)
            {
                Unsupported.Add($"{place}: an allow-list that asks for commits and something else at once accepts nothing");
            }

            yield return new(list, RuleReader.Texts(table, "targetRules", file), place);
        }
    }
}
