using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Calls that set the value that their first argument names. The argument may be a constant: <c>put(DB_PASSWORD, "...")</c>.
/// </summary>
internal static class Setters
{
    /// <summary>Maximum length of the name of a call.</summary>
    private const int MaxCall = 24;

    /// <summary>Names of the calls, or words that they end in, in lower case.</summary>
    private static readonly byte[][] Calls = ByteText.Split(
        "put putifabsent putstring putextra set setproperty setparameter setattribute setheader setenv setstring addheader addproperty "
        + "addparameter add append header entry withenv property option");

    /// <summary>
    /// Returns whether the name at <paramref name="start"/> is the first argument of such a call, or the first of a pair in braces.
    /// </summary>
    public static bool IsNameArgument(ReadOnlySpan<byte> text, int start)
    {
        if (start < 2 || text[start - 1] != '(')
        {
            return start > 0 && text[start - 1] == '{'; // {password, "..."}
        }

        var (callStart, least) = (start - 1, Math.Max(0, start - 1 - MaxCall));
        while (callStart > least && ByteText.IsWord(text[callStart - 1]))
        {
            callStart--;
        }

        return ByteText.FindIndex(text[callStart..(start - 1)], Calls) >= 0;
    }
}
