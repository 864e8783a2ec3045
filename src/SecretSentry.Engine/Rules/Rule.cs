namespace SecretSentry.Engine.Rules;

/// <summary>
/// One kind of credential, as its TOML entry says it. Plain data: what it compiles to is in <c>RuleSet</c>.
/// Keys and meanings: patterns/README.md.
/// </summary>
public sealed record Rule
{
    /// <summary>Unique name, <c>[a-z0-9-]+</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of rules that became part of this one: wherever a rule is named, they mean it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// Ids, besides the aliases, under which an earlier version told some of what this rule finds: what accepts a finding (a comment, a
    /// record) may still name them. They name this rule nowhere else, so several rules may have the same one.
    /// </summary>
    public IReadOnlyList<string> ReportedAs { get; init; } = [];

    /// <summary>What it is, one sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who issues it; empty when nobody in particular.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>RE2 source over bytes; empty for a rule that judges paths only.</summary>
    public string Regex { get; init; } = "";

    /// <summary>Number of the group that is the secret; 0: the first group that took part, else the whole match.</summary>
    public int SecretGroup { get; init; }

    /// <summary>The secret's Shannon entropy in bits per byte must exceed this; 0: no test.</summary>
    public double Entropy { get; init; }

    /// <summary>Lower-case words of which the content must hold one, in any case; empty: no such condition.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>RE2 source the path must match; empty: any path.</summary>
    public string Path { get; init; } = "";

    /// <summary>Free words; <c>generic</c> makes the rule give way to others.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the rule must not report.</summary>
    public IReadOnlyList<Allowlist> Allowlists { get; init; } = [];

    /// <summary>Damage if real.</summary>
    public Severity Severity { get; init; } = Severity.High;

    /// <summary>How sure a match is.</summary>
    public Confidence Confidence { get; init; } = Confidence.Medium;

    /// <summary>Name of the offline check; empty: none. See <c>OfflineCheck</c>.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>
    /// Reasons for which what it finds may be public by design, by name. See <c>PublicByDesign</c>.
    /// </summary>
    public IReadOnlyList<string> Public { get; init; } = [];

    /// <summary>How to revoke and replace it.</summary>
    public string Rotate { get; init; } = "";

    /// <summary>The vendor's page for the format.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Templates the rule must report.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Templates the rule must not report.</summary>
    public IReadOnlyList<string> CounterExamples { get; init; } = [];

    /// <summary>
    /// What the regex finds in place of a credential: a place beside which a named value may stand (<c>name</c>, <c>url</c>,
    /// <c>option</c>), which the judge then reads. Empty for a rule whose matches are credentials.
    /// </summary>
    public string Anchor { get; init; } = "";

    /// <summary>Whether the judge decides about what stands at the places that the regex finds.</summary>
    public bool IsJudged => Anchor.Length > 0;

    /// <summary>Whether the rule has no regex and judges a file by its path alone; its examples are paths then.</summary>
    public bool JudgesPathAlone => Regex.Length == 0;

    /// <summary>Whether the rule, which judges a file by its path alone, is silent where something was found in the file.</summary>
    public bool YieldsToContent => JudgesPathAlone && HasTag("file");

    /// <summary>Whether <paramref name="name"/> is its id or an alias.</summary>
    public bool IsCalled(string name) =>
        string.Equals(Id, name, StringComparison.Ordinal) || Aliases.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether a comment or record that names <paramref name="name"/> may accept a finding of this rule.</summary>
    public bool IsAcceptedAs(string name) => IsCalled(name) || ReportedAs.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether the rule gives way to every other rule that claims the same bytes.</summary>
    public bool IsGeneric => HasTag("generic");

    /// <summary>Asked for each match, so without an enumerator, which would be an allocation.</summary>
    internal bool HasTag(string tag)
    {
        for (var i = 0; i < Tags.Count; i++)
        {
            if (string.Equals(Tags[i], tag, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
