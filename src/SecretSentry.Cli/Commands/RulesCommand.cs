using System.CommandLine;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Reports;
using Spectre.Console;
using Rule = SecretSentry.Engine.Rules.Rule;

namespace SecretSentry.Cli.Commands;

/// <summary><c>rules list|show|check</c>.</summary>
internal static class RulesCommand
{
    public static Command Create() => new("rules", "The kinds of credential SecretSentry knows") { List(), Show(), Check() };

    private static Command List()
    {
        var command = new Command("list", "One line a rule");
        command.SetAction(_ =>
        {
            var rules = BuiltInRules.Load().Rules;
            if (Console.IsOutputRedirected)
            {
                foreach (var rule in rules)
                {
                    Console.Out.WriteLine($"{rule.Id}\t{Names.Of(rule.Severity)}\t{Names.Of(rule.Confidence)}\t{rule.Description}");
                }

                return ExitCode.Clean;
            }

            var table = new Table().Border(TableBorder.Minimal).AddColumns("rule", "severity", "confidence", "what it is");
            foreach (var rule in rules)
            {
                table.AddRow(Markup.Escape(rule.Id), Names.Of(rule.Severity), Names.Of(rule.Confidence), Markup.Escape(rule.Description));
            }

            AnsiConsole.Write(table);
            return ExitCode.Clean;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "Id of a rule" };
        var command = new Command("show", "All about one rule") { id };
        command.SetAction(parsed =>
        {
            var rules = BuiltInRules.Load().Rules;
            var name = parsed.GetValue(id)!;
            var rule = rules.FirstOrDefault(rule => rule.Id == name) ?? throw new UsageException($"there is no rule '{name}'; did you mean '{Nearest.To(name, rules.Select(r => r.Id))}'?");
            Console.Out.Write(Text(rule));
            return ExitCode.Clean;
        });
        return command;
    }

    private static Command Check()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder with rule files", DefaultValueFactory = _ => "patterns" };
        var command = new Command("check", "Prove every rule of a folder against its examples and everybody else's") { folder };
        command.SetAction(parsed =>
        {
            var rules = RuleReader.ReadFolder(parsed.GetValue(folder)!);
            var problems = RuleCheck.Run(rules);
            foreach (var problem in problems)
            {
                Messages.Tell(problem);
            }

            Console.Out.WriteLine(problems.Count == 0 ? $"{rules.Count} rules, all proved." : $"{rules.Count} rules, {problems.Count} problem(s).");
            return problems.Count == 0 ? ExitCode.Clean : ExitCode.Usage;
        });
        return command;
    }

    private static string Text(Rule rule) => $"""
        {rule.Id}
          {rule.Description}
          severity    {Names.Of(rule.Severity)}
          confidence  {Names.Of(rule.Confidence)}
          regex       {rule.Regex}
          rotate      {rule.Rotate}
          reference   {rule.Reference}

        """;
}
