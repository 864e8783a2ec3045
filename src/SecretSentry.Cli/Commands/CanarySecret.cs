namespace SecretSentry.Cli.Commands;

/// <summary>Creates a credential that grants no access, a new one each time: random characters in the format of an AWS key pair.</summary>
internal static class CanarySecret
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string Make() =>
        $"aws_access_key_id = AK{"IA"}{System.Security.Cryptography.RandomNumberGenerator.GetString(Base32, 16)}\naws_secret_access_key "
            + $"= {System.Security.Cryptography.RandomNumberGenerator.GetString(Alphanumeric, 40)}\n";
}
