using System.Text;
using LibGit2Sharp;

namespace SecretSentry.LibGit2;

/// <summary>
/// The program <c>secretsentry-libgit2</c>. It prints the refs and objects of a repository as libgit2 reads them, in the format of
/// <c>git cat-file --batch</c>. It is a program of its own because libgit2 contains network code and because a crash in it must not end the
/// scanner. It changes nothing.
/// </summary>
internal static class Printer
{
    private const int UsageError = 2;
    private const int CannotRead = 3;
    private const int CannotLoad = 4;

    /// <summary>Runs the program with the arguments "VERB GIT-DIRECTORY". Returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not [("refs" or "objects" or "read") and var verb, var gitDirectory])
        {
            Console.Error.WriteLine("usage: secretsentry-libgit2 refs|objects|read GIT-DIRECTORY");
            return UsageError;
        }

        try
        {
            Print(verb, gitDirectory);
            return 0;
        }
        catch (Exception e) when (e is LibGit2SharpException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return CannotRead;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            Console.Error.WriteLine((e.InnerException ?? e).Message);
            return CannotLoad;
        }
    }

    private static void Print(string verb, string gitDirectory)
    {
        // LibGit2Sharp checks whether libgit2 supports the format of the repository. It also initializes libgit2.
        using var repository = new Repository(gitDirectory);
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        if (verb == "refs")
        {
            PrintRefs(repository, output);
            return;
        }

        using var objects = RawObjects.Open(Path.Combine(repository.Info.Path, "objects"));
        foreach (var id in verb == "objects" ? objects.ListIds() : ReadIds())
        {
            objects.Print(id, output);
            if (verb == "read")
            {
                output.Flush();
            }
        }
    }

    /// <summary>Prints the version of libgit2, then one line "id name" for each ref.</summary>
    private static void PrintRefs(Repository repository, Stream output)
    {
        output.Write(Encoding.UTF8.GetBytes($"libgit2 {RawObjects.GetVersion()}\n"));
        foreach (var reference in repository.Refs)
        {
            var id = reference.ResolveToDirectReference()?.TargetIdentifier ?? "";
            output.Write(Encoding.UTF8.GetBytes($"{id} {reference.CanonicalName}\n"));
        }
    }

    private static IEnumerable<ObjectId> ReadIds()
    {
        while (Console.In.ReadLine() is { } id)
        {
            yield return new(id);
        }
    }
}
