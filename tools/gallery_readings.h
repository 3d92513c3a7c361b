#pragma once
// Fixed readings of the kinds that have no sample document: of fictional places and people.

#include "intake/reading.h"

namespace candour::gallery {

intake::Reading inspection();
intake::Reading minutes();
intake::Reading risk_register();
intake::Reading answer();  // an action plan that answers the inspection
intake::Reading unknown();

}  // namespace candour::gallery
