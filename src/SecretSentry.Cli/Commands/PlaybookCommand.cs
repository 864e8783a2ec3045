using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Reports;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>playbook KIND [--template]</c>: prints what to do after a leak, or a template that detects abuse.</summary>
internal static class PlaybookCommand
{
    private static readonly Argument<string> Kind = new Argument<string>("KIND")
    {
        Description = string.Join(", ", Playbook.Kinds),
        HelpName = "KIND",
    }.AcceptOnlyFromAmong([.. Playbook.Kinds]);
    private static readonly Option<bool> Template = CreateFlag("--template",
        "Print the CloudFormation template for an alert about unused regions (aws only)");

    public static Command Create() => new Command("playbook", "Show what to do when a credential of some kind has leaked")
    {
        Kind, Template,
    }.WithAction(Run);

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var kind = parsed.GetValue(Kind)!;
        Screen.OwnTexts.Write(!parsed.GetValue(Template) ? Playbook.Format(kind) + "\n"
            : Playbook.Templates.Contains(kind) ? Playbook.ReadTemplate(kind)
            : throw new UsageException($"there is no template for '{kind}'; valid is: secretsentry playbook {Playbook.Templates[0]} "
                + "--template"));
        return ExitCode.Clean;
    }
}
