using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Tests.Engine;

internal static class Kernels
{
    public static Scanner ScannerWith(RuleSet rules, string kernel) => new(rules, Kernel.Available.Single(one => one.Name == kernel));

    /// <summary>
    /// The same rules without prefilter, lookaheads and leads: every program is tried at every position. An oracle for all that finds
    /// candidates, fast enough for millions of buffers; the programs themselves are held to .NET's regex engine by
    /// <see cref="ReferenceScanner"/>.
    /// </summary>
    public static RuleSet Unfiltered(RuleSet rules)
    {
        CompiledRule[] compiled = [.. Enumerable.Range(0, rules.Rules.Count).Select(rules.GetCompiled).Select(one => one with
        {
            Literals = [],
            HasLiterals = false,
            HasKeywordPrefilter = false,
            LazyPrefix = null,
            PrefilterDfa = null,
            NeedsKeyword = one.Rule.Keywords.Count > 0,
        })];
        return RuleSet.Create(compiled, kind => LiteralIndex.Build(kind, []), rules.Pool, new(rules.Filters, StringComparer.Ordinal))
            .AddJudgeFrom(rules);
    }

    /// <summary>Where the exact tables name a bucket: what every kernel has to report at least.</summary>
    public static bool IsPlace(LiteralTable table, ReadOnlySpan<byte> bytes) =>
        (table.Exact[bytes[0]] & table.Exact[256 + bytes[1]] & table.Exact[512 + bytes[2]] & table.Exact[768 + bytes[3]]) != 0;
}
