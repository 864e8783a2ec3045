using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Policy.Rules.Corpora;
using SecretSentry.Reports;
using Spectre.Console;
using static SecretSentry.Cli.Setup.CommandOptions;
using Rule = SecretSentry.Engine.Rules.Rule;

namespace SecretSentry.Cli.Commands;

/// <summary>The commands <c>rules list|show|check</c>.</summary>
internal static class RulesCommand
{
    public static Command Create() => new("rules", "List, show and check rules") { List(), Show(), Check() };

    private static Command List()
    {
        var issuer = CreateOptionalText("--issuer", "NAME", "Only the rules of this issuer, such as GitHub");
        var command = new Command("list", "List the rules, one per line") { issuer };
        command.SetAction(parsed =>
        {
            var rules = SelectRules(parsed.GetValue(issuer));
            if (Console.IsOutputRedirected)
            {
                foreach (var rule in rules)
                {
                    Screen.OwnTexts.WriteLine($"{RuleText.GetId(rule)}\t{Names.Format(rule.Severity)}\t{Names.Format(rule.Confidence)}\t"
                        + $"{RuleText.GetDescription(rule)}");
                }

                return ExitCode.Clean;
            }

            var table = new Table().Border(TableBorder.Minimal).AddColumns("rule", "severity", "confidence", "what it is");
            foreach (var rule in rules)
            {
                table.AddRow(Markup.Escape(RuleText.GetId(rule).ToString()), Names.Format(rule.Severity), Names.Format(rule.Confidence),
                    Markup.Escape(RuleText.GetDescription(rule).ToString()));
            }

            AnsiConsole.Write(table);
            return ExitCode.Clean;
        });
        return command;
    }

    private static IReadOnlyList<Rule> SelectRules(string? issuer)
    {
        var rules = BuiltInRules.Load().Rules;
        Rule[] chosen = [.. rules.Where(rule => issuer is null || rule.Issuer.Equals(issuer, StringComparison.OrdinalIgnoreCase))];
        return chosen.Length > 0 ? chosen
            : throw new UsageException($"--issuer is '{issuer}', and no rule has this issuer; did you mean "
                + $"'{Nearest.Find(issuer!, rules.Select(rule => rule.Issuer).Distinct())}'?");
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "Rule id" };
        var command = new Command("show", "Show one rule") { id };
        command.SetAction(parsed =>
        {
            var rules = BuiltInRules.Load().Rules;
            var name = parsed.GetValue(id)!;
#pragma warning disable RS0030 // the rules that are built in, by name
            var rule = rules.FirstOrDefault(rule => rule.Id == name) ?? rules.FirstOrDefault(rule => rule.IsCalled(name))
                ?? throw new UsageException($"there is no rule '{name}'; did you mean '{Nearest.Find(name, rules.Select(r => r.Id))}'?");
            if (rule.Id != name)
            {
                Messages.Report($"the rule '{name}' is now part of '{rule.Id}'");
            }
#pragma warning restore RS0030

            Screen.Out.Write(RuleText.Format(rule));
            return ExitCode.Clean;
        });
        return command;
    }

    private static Command Check()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder with rule files", DefaultValueFactory = _ => "patterns" };
        var corpus =
            CreateOptionalText("--corpus", "DIR",
                "Print recall, precision and cost of each rule on the labelled corpus in this folder instead");
        var generate = CreateFlag("--generate", "With --corpus: create the corpus first, from the examples and counter-examples");
        var command = new Command("check", "Check every rule of a folder against its own examples and those of other rules")
        {
            folder, corpus, generate,
        };
        command.SetAction(parsed =>
        {
            var rules = RuleReader.ReadFolder(parsed.GetValue(folder)!);
            if (parsed.GetValue(corpus) is { } labelled)
            {
                return Measure([.. rules.Select(entry => entry.Rule)], labelled, parsed.GetValue(generate));
            }

            var problems = RuleCheck.Run(rules, BuiltInRules.Load());
            foreach (var problem in problems)
            {
                Messages.Report(problem);
            }

            Screen.Out.WriteLine(problems.Count == 0 ? $"{Counted.Format(rules.Count, "rule")}, all proved."
                : $"{Counted.Format(rules.Count, "rule")}, {Counted.Format(problems.Count, "problem")}.");
            return problems.Count == 0 ? ExitCode.Clean : ExitCode.Usage;
        });
        return command;
    }

    /// <summary>Prints the scores. On a generated corpus every miss is a defect, so a miss exits with the code of problems.</summary>
    private static int Measure(IReadOnlyList<Rule> rules, string corpus, bool isMade)
    {
        if (isMade)
        {
            MadeCorpus.Write(rules, corpus);
        }

        var score = RuleMeasure.Run(rules, Label.ReadAll(corpus), BuiltInRules.Load());
        score.Write(Screen.OwnTexts);
        return isMade && !score.IsPerfect ? ExitCode.Usage : ExitCode.Clean;
    }
}
