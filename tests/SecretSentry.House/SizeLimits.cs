namespace SecretSentry.House;

/// <summary>
/// Checks that a function has at most 60 lines and 5 parameters. The file <c>sizes.txt</c> lists the functions that may have more, each
/// with its reason.
/// </summary>
internal sealed class SizeLimits
{
    public const int MaxLines = 60;
    public const int MaxParameters = 5;
    public const int MaxExceptions = 30;

    private readonly HashSet<string> _exceptions;

    /// <param name="lines">Lines of the form <c>Type.Function: reason</c>.</param>
    public SizeLimits(IEnumerable<string> lines) =>
        _exceptions = lines.Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The embedded list, <c>sizes.txt</c>.</summary>
    public static IEnumerable<string> List => Resource.ReadLines("sizes.txt");

    /// <summary>
    /// Returns the functions that exceed a limit and are not in the list. Also returns each name in the list that no function over the
    /// limits has.
    /// </summary>
    public IEnumerable<string> Check(IEnumerable<SourceFile> files)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var function in files.SelectMany(FunctionSize.Find).Where(IsOver))
        {
            used.Add(function.Name);
            if (!_exceptions.Contains(function.Name))
            {
                yield return $"src/{function.Path}: {function.Name} has {function.Lines} lines and {function.Parameters} parameters; "
                    + $"at most {MaxLines} and {MaxParameters}, or a reason in sizes.txt";
            }
        }

        foreach (var name in _exceptions.Except(used))
        {
            yield return $"sizes.txt names '{name}', which is within the limits or does not exist";
        }
    }

    private static bool IsOver(FunctionSize function) => function.Lines > MaxLines || function.Parameters > MaxParameters;
}
