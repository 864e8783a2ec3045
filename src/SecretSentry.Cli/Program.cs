using System.CommandLine;
using SecretSentry.Cli.Commands;
using SecretSentry.Cli.HookEntry;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.Process;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Purge.References;
using SecretSentry.Scanning.Content;

// Parses, runs one command and returns one exit code. Every expected failure becomes one sentence here. Any other exception is a bug and is
// reported as one.
CoreDumps.Forbid();
LastResort.Watch();
SecretMasking.Set(new SecretMask(BuiltInRules.Load).Mask);
try
{
    Budgets.Set(Environment.GetEnvironmentVariable(Budgets.Variable) ?? "");
    if (HookRun.Parse(args) is { } hook)
    {
        return hook.Run();
    }

    var root = new RootCommand("Stops credentials at git commit and finds them anywhere in the history of a repository.")
    {
        ScanCommand.Create(),
        HookCommands.Install(),
        HookCommands.Uninstall(),
        HookCommands.CreateHook(),
        DoctorCommand.Create(),
        RulesCommand.Create(),
        BaselineCommand.Create(),
        ExplainCommand.Create(),
        ConfigCommand.Create(),
        MigrateCommand.Create(),
        PlaybookCommand.Create(),
        ReportCommand.Create(),
        PurgeCommand.Create(),
    };
    root.Add(GenerateCommands.CreateCompletions(root));
    root.Add(GenerateCommands.CreateManualPage(root));
    CommandOptions.RequireValues(args);
    var parsed = root.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        return Messages.Fail(ExitCode.Usage, UsageText.Describe(parsed));
    }

    CommandOptions.ForgetInherited(parsed);
    using var interruption = new Interruption();
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
        interruption.Token);
}
catch (Exception e) when (e is UsageException or ScanRequestException or RuleFileException or FormatException)
{
    return Messages.Fail(ExitCode.Usage, e.Message);
}
catch (GitException e)
{
    var isElsewhere = e.Kind is GitErrorKind.NotARepository or GitErrorKind.ForeignOwner;
    return Messages.Fail(isElsewhere ? ExitCode.Usage : ExitCode.Incomplete, e.Message);
}
catch (PurgeException e)
{
    return Messages.Fail(ExitCode.From(e.Failure), e.Message);
}
catch (OperationCanceledException)
{
    return Messages.Fail(ExitCode.Interrupted, "interrupted; nothing was changed");
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    return Messages.Fail(ExitCode.Incomplete, e.Message);
}
#pragma warning disable CA1031 // the last resort: nothing ends in a stack trace
catch (Exception e)
#pragma warning restore CA1031
{
    return LastResort.Report(e);
}
