using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// Reads rules from TOML. The same code reads patterns/*.toml at build time and the user's file at run time. The keys are described in
/// patterns/README.md. An unknown key is an error that names the nearest valid key.
/// </summary>
public static class RuleReader
{
    private static readonly string[] FileKeys =
        ["allowlist", "allowlists", "description", "extend", "issuer", "minVersion", "rules", "title"];

    private static readonly string[] RuleKeys =
    [
        "aliases", "allowlist", "allowlists", "anchor", "checksum", "confidence", "counterexamples", "description", "entropy", "examples",
        "id", "keywords", "path",
        "public", "read", "reference", "regex", "required", "rotate", "secretGroup", "severity", "skipReport", "tags", "toldAs",
    ];

    private static readonly string[] RequiredKeys = ["id", "withinColumns", "withinLines"];

    private static readonly string[] AllowlistKeys =
        ["commits", "condition", "description", "id", "paths", "regexTarget", "regexes", "stopwords", "targetRules"];

    /// <summary>
    /// Returns the rules of <paramref name="text"/>, in file order. Allow-lists of the whole file are added to each rule.
    /// </summary>
    /// <param name="text">TOML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <exception cref="RuleFileException">The text is not TOML, a key is unknown, a value has the wrong type, or an id is
    /// duplicate.</exception>
    internal static IReadOnlyList<Rule> Read(string text, string file)
    {
        var root = TomlParser.Parse(text, file);
        root.RejectUnknownKeys(FileKeys, "at the top of the file");
        var issuer = root.ReadText("issuer");
        var shared = ReadAllowlists(root, "the file");
        var rules = root.GetTables("rules").Select(table =>
            ReadRule(table, issuer, _ => null, RejectUnknownKeys, rejects: true)).ToList();
        RequireUnique(rules, file);
        return [.. rules.Select(rule =>
            rule with
            {
                Allowlists = [.. rule.Allowlists, .. shared.Where(s => s.For is null || s.For.Any(rule.IsCalled)).Select(s => s.List)],
            })];
    }

    /// <summary>
    /// Returns all rules of the TOML files in <paramref name="folder"/>, each with its file name. Files are in ordinal order of their
    /// names.
    /// </summary>
    /// <exception cref="RuleFileException">As <see cref="Read"/>. Also when two files use the same id, or when the folder has no rule
    /// files.</exception>
    public static IReadOnlyList<(string File, Rule Rule)> ReadFolder(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.toml")
            : throw new RuleFileException($"'{folder}' is not a folder; specify a folder with rule files (*.toml)");
        if (files.Length == 0)
        {
            throw new RuleFileException($"'{folder}' contains no rule files (*.toml)");
        }

        var all = files.Order(StringComparer.Ordinal)
            .SelectMany(file =>
            Read(ForeignFile.ReadAllText(file, Budgets.Configuration), Path.GetFileName(file))
                .Select(rule => (File: Path.GetFileName(file), Rule: rule))).ToList();
        var names = all.SelectMany(entry => EnumerateNames(entry.Rule).Select(name => (entry.File, Name: name)));
        foreach (var same in names.GroupBy(entry => entry.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new RuleFileException($"{same.ElementAt(1).File}: rule '{same.Key}' is already in {same.First().File}; ids must be "
                + "unique, including aliases");
        }

        return all;
    }

    /// <summary>Reads one rule. Missing keys are taken from the rule of the same id, if <paramref name="findRule"/> returns one.</summary>
    internal static Rule ReadRule(TomlTree table, string issuer, Func<string, Rule?> findRule,
        Action<TomlTree, string[], string> requireValidKeys, bool rejects)
    {
        var id = table.ReadText("id");
        if (id.Length == 0)
        {
            throw new RuleFileException($"{table.Location}: a rule without 'id'; add one such as id = \"vendor-api-key\"");
        }

        var owner = $"rule '{id}'";
        requireValidKeys(table, RuleKeys, $"in {owner}");
        var rule = findRule(id) is { } basis ? GetBasis(table, basis) : new Rule { Id = id, Issuer = issuer };
        var lists = EnumerateAllowlistTables(table).Select(list => ReadAllowlist(list, owner, requireValidKeys));
        rule = ApplyChanges(rule, table) with
        {
            Allowlists = [.. rule.Allowlists, .. lists],
            Requires = [.. table.GetTables("required").Select(required => ReadRequired(required, owner, requireValidKeys))],
        };
        return rule.Regex.Length + rule.Path.Length > 0 ? rule
            : throw new RuleFileException($"{table.Location}: {owner} has neither 'regex' nor "
            + $"'path'{(rejects ? "" : ", and no rule of this name is built in")}");
    }

    /// <summary>
    /// Returns the rule that missing keys are taken from. A table with its own regex is another rule under the same name. The conditions
    /// that our rule has for the value would not fit it.
    /// </summary>
    private static Rule GetBasis(TomlTree table, Rule basis) => table.Value("regex") is null
        ? basis
        : new Rule
        {
            Id = basis.Id,
            Aliases = basis.Aliases,
            ReportedAs = basis.ReportedAs,
            Issuer = basis.Issuer,
            Description = basis.Description,
            Severity = basis.Severity,
            Confidence = basis.Confidence,
            Rotate = basis.Rotate,
            Reference = basis.Reference,
        };

    /// <summary>Returns the rule with every key of the table applied.</summary>
    private static Rule ApplyChanges(Rule rule, TomlTree table) => rule with
    {
        Aliases = ReadOrDefault(table, "aliases", table.ReadTexts, rule.Aliases.ToArray()),
        ReportedAs = ReadOrDefault(table, "toldAs", table.ReadTexts, rule.ReportedAs.ToArray()),
        Description = ReadOrDefault(table, "description", table.ReadText, rule.Description),
        Regex = ReadOrDefault(table, "regex", table.ReadText, rule.Regex),
        SecretGroup = (int)ReadOrDefault(table, "secretGroup", table.ReadNumber, rule.SecretGroup),
        Entropy = ReadOrDefault(table, "entropy", table.ReadNumber, rule.Entropy),
        Keywords = ReadOrDefault(table, "keywords", table.ReadTexts, rule.Keywords.ToArray()).Select(k => k.ToLowerInvariant()).ToArray(),
        Path = ReadOrDefault(table, "path", table.ReadText, rule.Path),
        Tags = ReadOrDefault(table, "tags", table.ReadTexts, rule.Tags.ToArray()),
        Severity = table.ReadEnum("severity", rule.Severity),
        Confidence = table.ReadEnum("confidence", rule.Confidence),
        Checksum = ReadOrDefault(table, "checksum", table.ReadText, rule.Checksum),
        Public = ReadOrDefault(table, "public", table.ReadTexts, rule.Public.ToArray()),
        Rotate = ReadOrDefault(table, "rotate", table.ReadText, rule.Rotate),
        Reference = ReadOrDefault(table, "reference", table.ReadText, rule.Reference),
        ReferenceRead = ReadOrDefault(table, "read", table.ReadText, rule.ReferenceRead),
        SkipsReport = ReadOrDefault(table, "skipReport", table.ReadFlag, rule.SkipsReport),
        Anchor = table.Value("anchor") is null ? rule.Anchor : table.ReadChoice("anchor", [.. Anchors.All]),
        Examples = ReadOrDefault(table, "examples", table.ReadTexts, rule.Examples.ToArray()),
        CounterExamples = ReadOrDefault(table, "counterexamples", table.ReadTexts, rule.CounterExamples.ToArray()),
    };

    private static RequiredRule ReadRequired(TomlTree table, string owner, Action<TomlTree, string[], string> requireValidKeys)
    {
        requireValidKeys(table, RequiredKeys, $"in 'required' of {owner}");
        return table.ReadText("id") is { Length: > 0 } id ? new(id, ReadLimit(table, "withinLines"), ReadLimit(table, "withinColumns"))
            : throw new RuleFileException(
                $"{table.Location}: 'required' of {owner} has no 'id'; add the id of the rule that must match, too");
    }

    private static int? ReadLimit(TomlTree table, string key) =>
        table.Value(key) is null ? null : (int)table.ReadInteger(key, 0, int.MaxValue);

    private static T ReadOrDefault<T>(TomlTree table, string key, Func<string, T> read, T otherwise) =>
        table.Value(key) is null ? otherwise : read(key);

    private static IEnumerable<TomlTree> EnumerateAllowlistTables(TomlTree table) =>
        table.GetTables("allowlists").Concat(table.GetTables("allowlist"));

    private static List<(Allowlist List, IReadOnlyCollection<string>? For)> ReadAllowlists(TomlTree table, string owner) =>
        [.. EnumerateAllowlistTables(table).Select(list =>
            (ReadAllowlist(list, owner, RejectUnknownKeys),
            list.Value("targetRules") is null ? null : (IReadOnlyCollection<string>?)list.ReadTexts("targetRules")))];

    internal static Allowlist ReadAllowlist(TomlTree table, string owner, Action<TomlTree, string[], string> requireValidKeys)
    {
        requireValidKeys(table, AllowlistKeys, $"in an allow-list of {owner}");
        return new Allowlist
        {
            Description = table.ReadText("description"),
            MatchesAll = table.ReadChoice("condition", ["OR", "AND", "||", "&&"]) is "AND" or "&&",
            Regexes = table.ReadTexts("regexes"),
            Target = table.ReadChoice("regexTarget", ["secret", "match", "line"]) switch
            {
                "match" => AllowlistTarget.Match,
                "line" => AllowlistTarget.Line,
                _ => AllowlistTarget.Secret,
            },
            StopWords = table.ReadTexts("stopwords"),
            Paths = table.ReadTexts("paths"),
            Commits = table.ReadTexts("commits"),
        };
    }

    private static void RequireUnique(List<Rule> rules, string file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in rules.SelectMany(EnumerateNames).Where(name => !seen.Add(name)))
        {
            throw new RuleFileException($"{file}: rule '{name}' appears twice; ids must be unique, including aliases");
        }
    }

    private static IEnumerable<string> EnumerateNames(Rule rule) => rule.Aliases.Prepend(rule.Id);

    private static void RejectUnknownKeys(TomlTree table, string[] valid, string where) => table.RejectUnknownKeys(valid, where);
}
