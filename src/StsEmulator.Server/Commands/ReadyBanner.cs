using StsEmulator.Server.Configuration;
using StsEmulator.Server.Hosting;

namespace StsEmulator.Server.Commands;

/// <summary>What a user sees once the emulator listens: where, what is enforced, and what to type first.</summary>
internal static class ReadyBanner
{
    public static string Write(Emulator emulator, ServerOptions options) => Write(
        options, emulator.Aws.ClientUrl, emulator.Metadata.ClientUrl, emulator.Verifier.ClientUrl);

    internal static string Write(ServerOptions options, string aws, string metadata, string verifier)
    {
        string enforced = options.Authentication == AuthenticationMode.Strict
            ? "strict: signatures, expiry, trust policies and permissions are enforced"
            : "RELAXED: an unknown access key is an administrator of the default account; everything else is enforced";
        string issuer = options.ConfiguredIssuer ?? aws + "/oidc";
        string control = options.AdminToken is null ? "this machine only" : "with the admin token";
        string seed = options.Seeds.Count == 0 ? "built-in (access key test / test, provider user demo / demo)" : string.Join(", ", options.Seeds);
        return $"""
            StsEmulator is ready.

              AWS API         {aws} (STS, IAM)
              metadata        {metadata}
              verifier        {verifier} (gRPC)
              OpenID issuer   {issuer}
              control API     {aws}/_sts ({control})

              authentication  {enforced}
              store           {StoreFactory.Describe(options.Store)}
              seed            {seed}

            export AWS_ENDPOINT_URL_STS={aws} AWS_ENDPOINT_URL_IAM={aws} AWS_EC2_METADATA_SERVICE_ENDPOINT={metadata}

            Try:

              AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 \
                aws --endpoint-url {aws} sts assume-role --role-arn arn:aws:iam::123456789012:role/demo --role-session-name first


            """;
    }
}
