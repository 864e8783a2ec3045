using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Calls that give a value to what their first argument names, be it a constant: <c>put(DB_PASSWORD, "...")</c>.</summary>
internal static class Setters
{
    /// <summary>Longest name of a call.</summary>
    private const int MaxCall = 24;

    /// <summary>Names of the calls, or words they end in, in small letters.</summary>
    private static readonly byte[][] Calls = ByteText.Split(
        "put putifabsent putstring putextra set setproperty setparameter setattribute setheader setenv setstring addheader addproperty "
        + "addparameter add append header entry withenv property option");

    /// <summary>Whether the name at <paramref name="start"/> is the first argument of such a call, or the first of a pair in
    /// braces.</summary>
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
