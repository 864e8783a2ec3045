using System.Text;

namespace SecretSentry.Cli.HookEntry;

/// <summary>
/// Asks the user at the terminal. Standard input belongs to git (the null device, or the list of refs), so the terminal device is opened.
/// Without a terminal the answer is no.
/// </summary>
internal static class TerminalQuestion
{
    private const string Device = "/dev/tty";

    public static bool Ask(string question)
    {
        try
        {
            using var terminal = new FileStream(Device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            terminal.Write(Encoding.UTF8.GetBytes(question));
            return ReadLine(terminal) is "y" or "yes";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    private static string ReadLine(FileStream terminal)
    {
        var line = new StringBuilder();
        for (int b; (b = terminal.ReadByte()) is > 0 and not '\n' and not '\r' && line.Length < 16;)
        {
            line.Append((char)b);
        }

        return line.ToString().Trim().ToLowerInvariant();
    }
}
