using StsEmulator.Metadata.Identity;

namespace StsEmulator.Server.Control;

/// <summary>Publishes the certificate with which the signatures of instance identity documents are checked.</summary>
internal sealed class IdentityCertificateControl(InstanceIdentityCertificate certificate)
{
    public async ValueTask<ControlAnswer> GetAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (request.Tail != "certificate")
            return ControlAnswer.NotFound("The control API has no such path.");
        string pem = await certificate.GetPemAsync(cancellationToken);
        return new ControlAnswer(StatusCodes.Status200OK) { Text = new ControlText("application/x-pem-file", pem) };
    }
}
