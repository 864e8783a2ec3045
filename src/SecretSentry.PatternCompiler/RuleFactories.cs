using System.Globalization;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using static SecretSentry.PatternCompiler.CSharpLiteral;

namespace SecretSentry.PatternCompiler;

/// <summary>
/// Formats the methods that create the compiled rules. The data of all automata is in two arrays. Each method names a part of them by
/// offset, so the rules must be formatted in the order of the arrays.
/// </summary>
internal sealed class RuleFactories
{
    private int _classes;
    private int _rows;

    /// <summary>Returns the method that creates a rule, followed by an empty line.</summary>
    /// <param name="number">Number of the rule.</param>
    /// <param name="compiled">The rule.</param>
    public string FormatRule(int number, CompiledRule compiled)
    {
        var rule = compiled.Rule;
        return string.Create(CultureInfo.InvariantCulture, $$"""
                private static CompiledRule Rule{{number}}() => new()
                {
                    Rule = new()
                    {
                        Id = {{Format(rule.Id)}}, Aliases = {{Format(rule.Aliases)}}, ReportedAs = {{Format(rule.ReportedAs)}},
                        Description = {{Format(rule.Description)}}, Issuer = {{Format(rule.Issuer)}},
                        Regex = {{Format(rule.Regex)}}, SecretGroup = {{rule.SecretGroup}},
                        Entropy = {{rule.Entropy.ToString("R", CultureInfo.InvariantCulture)}},
                        Anchor = {{Format(rule.Anchor)}}, Keywords = {{Format(rule.Keywords)}}, Path = {{Format(rule.Path)}},
                        Tags = {{Format(rule.Tags)}}, Severity = Severity.{{rule.Severity}},
                        Confidence = Confidence.{{rule.Confidence}}, Checksum = {{Format(rule.Checksum)}},
                        Public = {{Format(rule.Public)}},
                        Rotate = {{Format(rule.Rotate)}}, Reference = {{Format(rule.Reference)}},
                        ReferenceRead = {{Format(rule.ReferenceRead)}},
                        Allowlists = [{{string.Join(", ", rule.Allowlists.Select(FormatAllowlist))}}],
                    },
                    Program = {{FormatProgram(compiled.Program)}},
                    LazyPrefix = {{FormatPrefix(compiled.LazyPrefix)}},
                    {{(compiled.PrefilterDfa is { } ahead ? $"PrefilterDfaFactory = static () => {FormatDfa(ahead)}," : "")}}
                    {{FormatContexts(compiled.ContextDfas)}}
                    MaxLength = {{compiled.MaxLength}}, IsUnbounded = {{Format(compiled.IsUnbounded)}},
                    HasKeywordPrefilter = {{Format(compiled.HasKeywordPrefilter)}},
                    NeedsKeyword = {{Format(compiled.NeedsKeyword)}},
                    HasLiterals = {{Format(compiled.Literals.Count > 0)}},
                };

            """);
    }

    private static string FormatPrefix(LeadingRun? prefix) =>
        prefix is { } run ? $"new({run.NextInstruction}, {run.Set}, {run.Max})" : "null";

    private string FormatContexts(IReadOnlyList<Lazy<ContextDfa>> all) =>
        all.Count > 0 ? $"ContextDfas = [{string.Join(", ", all.Select(FormatContext))}]," : "";

    private string FormatContext(Lazy<ContextDfa> around) =>
        $"new(static () => new ContextDfa({FormatDfa(around.Value.Before)}, {FormatDfa(around.Value.From)}), "
        + "LazyThreadSafetyMode.PublicationOnly)";

    private string FormatDfa(PrefilterDfa? dfa)
    {
        if (dfa is null)
        {
            return "null";
        }

        var (classes, rows) = (_classes, _rows);
        (_classes, _rows) = (classes + dfa.Classes.Length, rows + dfa.Rows.Length);
        return string.Create(CultureInfo.InvariantCulture,
            $"new PrefilterDfa([.. Classes[{classes}..{_classes}]], [.. Rows[{rows}..{_rows}]], {dfa.RowLength}, {dfa.Reach})");
    }

    private static string FormatAllowlist(Allowlist list) =>
        $"new() {{ Description = {Format(list.Description)}, MatchesAll = {Format(list.MatchesAll)}, Regexes = "
            + $"{Format(list.Regexes)}, Target = AllowlistTarget.{list.Target}, StopWords = {Format(list.StopWords)}, Paths = "
            + $"{Format(list.Paths)}, Commits = {Format(list.Commits)} }}";

    public static string FormatProgram(ByteProgram program) =>
        string.Create(CultureInfo.InvariantCulture,
            $"new({program.Start}, {program.Length}, {program.Groups}, {program.First}, {Format(program.NeedsMemory)})");
}
