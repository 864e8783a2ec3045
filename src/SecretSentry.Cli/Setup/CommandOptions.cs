using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Git.Process;

namespace SecretSentry.Cli.Setup;

/// <summary>Creates options, and holds those that several commands have.</summary>
internal static class CommandOptions
{
    /// <summary>The folder to work in.</summary>
    public static Option<string> Folder { get; } = CreateText("-C", "DIR", "Run as if started in DIR", ".");

    /// <summary>A configuration to read instead of the repository's own.</summary>
    public static Option<string?> ConfigFile { get; } =
        CreateOptionalText("--config", "FILE", "Configuration to use instead of the repository's own");

    /// <summary>Switches the progress display off.</summary>
    public static Option<bool> NoProgress { get; } = CreateFlag("--no-progress", "Do not show progress");

    /// <summary>Creates an option without a value.</summary>
    public static Option<bool> CreateFlag(string name, string description) => new(name) { Description = description };

    /// <summary>Creates an option whose value is <paramref name="otherwise"/> when it is not given.</summary>
    public static Option<string> CreateText(string name, string valueName, string description, string otherwise = "") =>
        new(name) { HelpName = valueName, Description = description, DefaultValueFactory = _ => otherwise };

    /// <summary>Creates an option whose value is null when it is not given.</summary>
    public static Option<string?> CreateOptionalText(string name, string valueName, string description) =>
        new(name) { HelpName = valueName, Description = description };

    /// <summary>Creates an option that may be given several times.</summary>
    public static Option<string[]> CreateList(string name, string valueName, string description) =>
        new(name) { HelpName = valueName, Description = description };

    /// <summary>Sets what the command does. The function returns the exit code. Returns the command.</summary>
    public static Command WithAction(this Command command, Func<ParseResult, CancellationToken, int> run)
    {
        command.SetAction((parsed, cancellation) => Task.FromResult(run(parsed, cancellation)));
        return command;
    }

    /// <summary>Adds options to the command. Returns the command.</summary>
    public static Command WithOptions(this Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>
    /// Makes the program forget the repository that git passed in the environment when the command line names one: with <c>-C</c>, or when
    /// <paramref name="isNamed"/> is true.
    /// </summary>
    public static void ForgetInherited(ParseResult parsed, bool isNamed = false)
    {
        if (isNamed || parsed.GetResult(Folder) is { Implicit: false })
        {
            InheritedRepository.Forget();
        }
    }

    /// <summary>
    /// Requires a value for every option that is written with <c>=</c>. Without one, the library takes the next word, which is usually
    /// another option.
    /// </summary>
    /// <exception cref="UsageException">A value is missing.</exception>
    public static void RequireValues(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments.TakeWhile(argument => argument != "--"))
        {
            if (argument.StartsWith("--", StringComparison.Ordinal)
                && argument.IndexOf('=', StringComparison.Ordinal) == argument.Length - 1)
            {
                throw new UsageException($"there is nothing after '{argument}'; write a value, or leave the option out");
            }
        }
    }

    /// <summary>Requires that an option that was given has a value, which an empty variable of a script has not.</summary>
    /// <exception cref="UsageException">The value is empty.</exception>
    public static void RequireText(ParseResult parsed, Option option, params IEnumerable<string> values)
    {
        if (parsed.GetResult(option) is { Implicit: false } && values.Any(string.IsNullOrWhiteSpace))
        {
            throw new UsageException($"{option.Name} is empty; write a value, or leave the option out");
        }
    }

    /// <summary>Returns the folder to work in, as it was given.</summary>
    /// <exception cref="UsageException">The folder does not exist.</exception>
    public static string GetFolder(ParseResult parsed)
    {
        var folder = parsed.GetValue(Folder)!;
        return Directory.Exists(folder) ? folder : throw new UsageException($"-C: the folder '{folder}' does not exist");
    }

    /// <summary>Checks a number of threads.</summary>
    /// <exception cref="UsageException">The number is not valid.</exception>
    public static int CheckThreads(int threads) => threads is > 0 and <= 256 ? threads
        : throw new UsageException($"--threads is '{threads}'; valid values are 1 to 256");
}
