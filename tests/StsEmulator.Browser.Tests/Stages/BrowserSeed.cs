using System.Net;
using System.Net.Sockets;

namespace StsEmulator.Browser.Tests.Stages;

/// <summary>
/// The people and applications of these tests, as a seed file. Who did something that is remembered (a consent, a code, wrong passwords)
/// plays in one test only.
/// </summary>
internal sealed class BrowserSeed : IDisposable
{
    public const string Account = "123456789012";

    public const string Role = $"arn:aws:iam::{Account}:role/web";

    public const string Password = "open sesame";

    /// <summary>The application that asks nothing, and the one whose users are asked what it may learn.</summary>
    public const string Trusted = "demo-spa", Curious = "photo-shop";

    public const string MfaSeed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /// <summary>The access key id of user <c>operator</c>, and its secret.</summary>
    public const string AccessKeyId = "AKIAEXAMPLEOPERATOR1", SecretAccessKey = "operators-own-secret";

    /// <summary>A role for everybody in the account, and one for whoever showed an MFA code.</summary>
    public const string OpenRole = "deploy", MfaRole = "vault";

    /// <summary>Roles for users of the built-in SAML identity provider.</summary>
    public const string SamlReader = "reader", SamlWriter = "writer";

    private const string SamlProvider = $"arn:aws:iam::{Account}:saml-provider/corp";

    private static readonly string[] People = ["demo", "allowing", "denying", "guessed", "typing", "plain", "seeing", "watching", "asking"];

    private readonly string file = Path.GetTempFileName();

    public BrowserSeed()
    {
        // The issuer stands in the seed, so its port has to be known first.
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        File.WriteAllText(file, Text);
    }

    public string Url { get; }

    public string Issuer => Url + "/oidc";

    public IEnumerable<string> Arguments => ["--aws-url", Url, "--seed", file];

    private string Text => $$"""
        Accounts:
          - AccountId: "{{Account}}"
            AccountAlias: dev
            RootUser: { Email: root@example.com, Password: "{{Password}}" }
            Users:
              - UserName: operator
                Password: "{{Password}}"
                AccessKeys: [ { AccessKeyId: {{AccessKeyId}}, SecretAccessKey: {{SecretAccessKey}} } ]
                ManagedPolicyArns: [ "arn:aws:iam::aws:policy/AdministratorAccess" ]
              - UserName: careful
                Password: "{{Password}}"
                MfaDevices: [ { SerialNumber: "arn:aws:iam::{{Account}}:mfa/careful", Base32Seed: {{MfaSeed}} } ]
                ManagedPolicyArns: [ "arn:aws:iam::aws:policy/AdministratorAccess" ]
            Roles:
              - RoleName: {{OpenRole}}
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - { Effect: Allow, Principal: { AWS: "arn:aws:iam::{{Account}}:root" }, Action: "sts:AssumeRole" }
              - RoleName: {{MfaRole}}
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { AWS: "arn:aws:iam::{{Account}}:root" }
                      Action: "sts:AssumeRole"
                      Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }
              - RoleName: web
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { Federated: "arn:aws:iam::{{Account}}:oidc-provider/{{Issuer[7..]}}" }
                      Action: "sts:AssumeRoleWithWebIdentity"
                      Condition: { StringEquals: { "{{Issuer[7..]}}:aud": [ {{Trusted}}, {{Curious}} ] } }
        {{string.Join('\n', ((string[])[SamlReader, SamlWriter]).Select(SamlRole))}}
            SAMLProviders: [ { Name: corp, BuiltIn: true } ]
            OIDCProviders:
              - { Url: "{{Issuer}}", ClientIdList: [ {{Trusted}}, {{Curious}} ] }
        IdentityProvider:
          Users:
            - { UserName: ada, Password: "{{Password}}", Subject: user-ada, DisplayName: Ada Lovelace, MfaSeed: {{MfaSeed}} }
            - { UserName: everywhere, Password: "{{Password}}", Email: everywhere@example.com, SamlRoles: [ {{SamlPair(SamlReader)}}, {{SamlPair(SamlWriter)}} ] }
            - { UserName: somewhere, Password: "{{Password}}", Email: somewhere@example.com, SamlRoles: [ {{SamlPair(SamlReader)}} ] }
        {{string.Join('\n', People.Select(name => $"    - {{ UserName: {name}, Password: \"{Password}\", Subject: user-{name}, DisplayName: \"{Shown(name)}\", Email: {name}@example.com }}"))}}
          Clients:
            - ClientId: {{Trusted}}
              ClientName: Demo app
              RedirectUris: [ "http://127.0.0.1/" ]
              PostLogoutRedirectUris: [ "http://127.0.0.1/" ]
              GrantTypes: [ authorization_code, "urn:ietf:params:oauth:grant-type:device_code" ]
            - ClientId: {{Curious}}
              ClientName: Photo shop
              RedirectUris: [ "http://127.0.0.1/" ]
              PostLogoutRedirectUris: [ "http://127.0.0.1/" ]
              RequireConsent: true

        """;

    /// <summary>What pages call a user.</summary>
    public static string Shown(string userName) => char.ToUpperInvariant(userName[0]) + userName[1..] + " Person";

    private static string SamlRole(string name) => $$"""
              - RoleName: {{name}}
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { Federated: "{{SamlProvider}}" }
                      Action: [ "sts:AssumeRoleWithSAML", "sts:TagSession" ]
                      Condition: { StringEquals: { "saml:aud": "https://signin.aws.amazon.com/saml" } }
        """;

    private static string SamlPair(string name) => $$"""{ Role: "arn:aws:iam::{{Account}}:role/{{name}}", Provider: "{{SamlProvider}}" }""";

    public void Dispose() => File.Delete(file);
}
